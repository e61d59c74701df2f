/** The body of the export dialog: format, file name, and a summary of the file. */
import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { FILE_NAME, withExtension } from './file-name';
import type { IExportFormat, OptionValues } from './formats/export-format';
import { OptionsForm } from './options-form';

export type ExportChoice = {
  format: IExportFormat;
  /** With the extension of the format. */
  name: string;
  /** Of the format. */
  options: OptionValues;
};

export type ExportFormOptions = ExportChoice & {
  /** Those that support the result, including the chosen one. */
  formats: readonly IExportFormat[];
  /** The rows in the file, as a sentence. */
  rows: string;
  /** The inexact columns, as a sentence; empty if all are exact. */
  rounded: string;
  /** The location of the file, as a sentence. */
  place: string;
  trans: TranslationBundle;
};

export class ExportForm
  extends Widget
  implements Dialog.IBodyWidget<ExportChoice>
{
  constructor(private readonly _options: ExportFormOptions) {
    super();
    const options = _options;
    this._trans = options.trans;
    this.addClass('jp-OmniSciExport');
    this._name = this._addName(options);
    this._inputs = this._addFormats(options);
    for (const [format, { form }] of this._inputs) {
      // Formats without options take no space.
      if (format.options) {
        this.node.append(form.node);
      }
    }
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
      name: this._nameFor(format),
      options: this._inputs.get(format)?.form.values ?? {}
    };
  }

  /** Takes the focus and selects everything except the extension, like renaming a file. */
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
    // The dialog checks validity before a listener here could.
    input.pattern = FILE_NAME;
    input.title = this._trans.__(
      'A file name must not contain a slash, backslash or colon, and must not begin with a dot.'
    );
    const hint = this._addText('p', 'jp-OmniSciExport-hint', place);
    hint.id = `${this.id || 'jp-OmniSciExport'}-place`;
    input.setAttribute('aria-describedby', hint.id);
    return input;
  }

  private _addFormats({
    formats,
    format: chosen,
    options
  }: ExportFormOptions): ExportForm['_inputs'] {
    const trans = this._trans;
    const group = this.node.appendChild(document.createElement('fieldset'));
    group.className = 'jp-OmniSciExport-formats';
    const legend = group.appendChild(document.createElement('legend'));
    legend.textContent = trans.__('Format');
    return new Map(
      formats.map(format => {
        const label = group.appendChild(document.createElement('label'));
        label.className = 'jp-OmniSciExport-format';
        const input = label.appendChild(document.createElement('input'));
        input.type = 'radio';
        input.name = 'jp-OmniSciExport-format';
        input.value = format.id;
        input.checked = format === chosen;
        input.addEventListener('change', () => this._onFormatChange());
        label.append(
          span('jp-OmniSciExport-formatTitle', format.label(trans)),
          span('jp-OmniSciExport-hint', format.caption(trans))
        );
        const form = new OptionsForm(format.options?.(trans) ?? [], options);
        return [format, { input, form }];
      })
    );
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

  private _format(): IExportFormat {
    const { format, formats } = this._options;
    return (
      formats.find(item => this._inputs.get(item)?.input.checked) ?? format
    );
  }

  private _nameFor(format: IExportFormat): string {
    return withExtension(this._name.value, format, this._options.formats);
  }

  private _onFormatChange(): void {
    const chosen = this._format();
    if (this._name.value.trim() !== '') {
      this._name.value = this._nameFor(chosen);
    }
    for (const [format, { form }] of this._inputs) {
      form.node.classList.toggle('lm-mod-hidden', format !== chosen);
    }
  }

  private readonly _trans: TranslationBundle;
  private readonly _name: HTMLInputElement;
  private readonly _inputs: ReadonlyMap<
    IExportFormat,
    { input: HTMLInputElement; form: OptionsForm }
  >;
}

function span(className: string, text: string): HTMLSpanElement {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}
