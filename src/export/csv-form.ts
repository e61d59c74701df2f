/** The part of the export dialog that is for CSV: what a spreadsheet needs to read it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  CSV_DIALECTS,
  isCsvDialect,
  type CsvDialect,
  type CsvOptions
} from './format';

export class CsvForm {
  constructor(
    { dialect, byteOrderMark, formulaSafe }: CsvOptions,
    private readonly _trans: TranslationBundle
  ) {
    this.node.className = 'jp-OmniSciExport-csv';
    this._dialect = this._addDialects(dialect);
    this._byteOrderMark = this._addOption(
      _trans.__('For Excel: a byte order mark, by which it reads UTF-8'),
      byteOrderMark
    );
    this._formulaSafe = this._addOption(
      _trans.__(
        'Formula-safe: text that a spreadsheet would run gets an apostrophe in front'
      ),
      formulaSafe
    );
  }

  readonly node = document.createElement('div');

  get value(): CsvOptions {
    const dialect = this._dialect.value;
    return {
      dialect: isCsvDialect(dialect) ? dialect : 'comma',
      byteOrderMark: this._byteOrderMark.checked,
      formulaSafe: this._formulaSafe.checked
    };
  }

  private _addDialects(chosen: CsvDialect): HTMLSelectElement {
    const trans = this._trans;
    const titles: Record<CsvDialect, string> = {
      comma: trans.__('Comma'),
      semicolon: trans.__('Semicolon'),
      decimalComma: trans.__('Semicolon, decimal comma in numbers'),
      tab: trans.__('Tab')
    };
    const label = this.node.appendChild(document.createElement('label'));
    label.className = 'jp-OmniSciExport-separator';
    label.append(trans.__('Separator'));
    const select = label.appendChild(document.createElement('select'));
    for (const dialect of Object.keys(CSV_DIALECTS).filter(isCsvDialect)) {
      const isChosen = dialect === chosen;
      select.add(new Option(titles[dialect], dialect, isChosen, isChosen));
    }
    return select;
  }

  private _addOption(text: string, isChecked: boolean): HTMLInputElement {
    const label = this.node.appendChild(document.createElement('label'));
    label.className = 'jp-OmniSciExport-option';
    const input = label.appendChild(document.createElement('input'));
    input.type = 'checkbox';
    input.checked = isChecked;
    const span = label.appendChild(document.createElement('span'));
    span.textContent = text;
    return input;
  }

  private readonly _dialect: HTMLSelectElement;
  private readonly _byteOrderMark: HTMLInputElement;
  private readonly _formulaSafe: HTMLInputElement;
}
