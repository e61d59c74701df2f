/** The body of the export dialog: format, file name, and what will be in the file. */
import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { FILE_NAME, withExtension } from './file-name';
import { CsvForm } from './csv-form';
import {
  EXPORT_FORMATS,
  isExportFormat,
  type CsvOptions,
  type ExportFormat
} from './format';

export type ExportChoice = {
  format: ExportFormat;
  /** With the extension of the format. */
  name: string;
  csv: CsvOptions;
};

export type ExportFormOptions = ExportChoice & {
  /** Which rows will be in the file, as a sentence. */
  rows: string;
  /** Which columns are not exact, as a sentence; empty where all are. */
  rounded: string;
  /** Where the file will be, as a sentence. */
  place: string;
  trans: TranslationBundle;
};

export class ExportForm
  extends Widget
  implements Dialog.IBodyWidget<ExportChoice>
{
  constructor(options: ExportFormOptions) {
    super();
    this._trans = options.trans;
    this.addClass('jp-OmniSciExport');
    this._name = this._addName(options);
    this._formats = this._addFormats(options.format);
    this._csv = new CsvForm(options.csv, options.trans);
    this.node.append(this._csv.node);
    this._addText('p', 'jp-OmniSciExport-rows', options.rows);
    if (options.rounded !== '') {
      this._addText('p', 'jp-OmniSciExport-rounded', options.rounded);
    }
    this._onFormatChange();
  }

  getValue(): ExportChoice {
    const format = this._format();
    return {
      format,
      name: withExtension(this._name.value, format),
      csv: this._csv.value
    };
  }

  /** Takes the focus, with all but the extension selected, as when a file is renamed. */
  focusName(): void {
    this._name.focus();
    const stem = this._name.value.lastIndexOf('.');
    this._name.setSelectionRange(0, stem > 0 ? stem : this._name.value.length);
  }

  private _addName({ name, place }: ExportFormOptions): HTMLInputElement {
    const label = this._addText('label', 'jp-OmniSciExport-label', '');
    label.append(this._trans.__('File name'));
    const input = label.appendChild(document.createElement('input'));
    input.type = 'text';
    input.className = 'jp-mod-styled jp-OmniSciExport-name';
    input.required = true;
    input.spellcheck = false;
    input.autocomplete = 'off';
    input.value = name;
    // The dialog looks for what is invalid before a listener here could tell it.
    input.pattern = FILE_NAME;
    input.title = this._trans.__(
      'A file name has no slash, backslash or colon, and does not begin with a dot.'
    );
    const hint = this._addText('p', 'jp-OmniSciExport-hint', place);
    hint.id = `${this.id || 'jp-OmniSciExport'}-place`;
    input.setAttribute('aria-describedby', hint.id);
    return input;
  }

  private _addFormats(chosen: ExportFormat): HTMLInputElement[] {
    const group = this.node.appendChild(document.createElement('fieldset'));
    group.className = 'jp-OmniSciExport-formats';
    const legend = group.appendChild(document.createElement('legend'));
    legend.textContent = this._trans.__('Format');
    const descriptions: Record<ExportFormat, [string, string]> = {
      csv: [
        this._trans.__('CSV'),
        this._trans.__('Text for spreadsheets and everything else')
      ],
      parquet: [
        this._trans.__('Parquet'),
        this._trans.__('Small, exact types; pandas, Spark, DuckDB')
      ],
      arrow: [
        this._trans.__('Arrow'),
        this._trans.__('Fastest to read, exact types; pandas, Polars, R')
      ]
    };
    return EXPORT_FORMATS.map(format => {
      const [title, description] = descriptions[format];
      const label = group.appendChild(document.createElement('label'));
      label.className = 'jp-OmniSciExport-format';
      const input = label.appendChild(document.createElement('input'));
      input.type = 'radio';
      input.name = 'jp-OmniSciExport-format';
      input.value = format;
      input.checked = format === chosen;
      input.addEventListener('change', () => this._onFormatChange());
      label.append(span('jp-OmniSciExport-formatTitle', title));
      label.append(span('jp-OmniSciExport-hint', description));
      return input;
    });
  }

  private _addText<K extends 'p' | 'label'>(
    tag: K,
    className: string,
    text: string
  ): HTMLElementTagNameMap[K] {
    const node = this.node.appendChild(document.createElement(tag));
    node.className = className;
    node.textContent = text;
    return node;
  }

  private _format(): ExportFormat {
    const value = this._formats.find(({ checked }) => checked)?.value;
    return isExportFormat(value) ? value : 'csv';
  }

  private _onFormatChange(): void {
    const format = this._format();
    if (this._name.value.trim() !== '') {
      this._name.value = withExtension(this._name.value, format);
    }
    this._csv.node.classList.toggle('lm-mod-hidden', format !== 'csv');
  }

  private readonly _trans: TranslationBundle;
  private readonly _name: HTMLInputElement;
  private readonly _formats: HTMLInputElement[];
  private readonly _csv: CsvForm;
}

function span(className: string, text: string): HTMLSpanElement {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}
