/** The part of the export dialog with the options of one format. */
import type { FormatOption, OptionValues } from './formats/export-format';
import { optionValue } from './option-values';

export class OptionsForm {
  /** @param values - the defaults from the settings. */
  constructor(options: readonly FormatOption[], values: OptionValues) {
    this.node.className = 'jp-OmniSciExport-options';
    for (const option of options) {
      const value = optionValue(option, values);
      this._readers.set(
        option.key,
        option.kind === 'choice'
          ? this._addChoice(option, value)
          : this._addFlag(option, value)
      );
    }
  }

  readonly node = document.createElement('div');

  get values(): OptionValues {
    return Object.fromEntries(
      [...this._readers].map(([key, read]) => [key, read()])
    );
  }

  private _addChoice(
    { label: text, choices }: FormatOption & { kind: 'choice' },
    chosen: unknown
  ): () => string {
    const label = this.node.appendChild(document.createElement('label'));
    label.className = 'jp-OmniSciExport-choice';
    label.append(text);
    const select = label.appendChild(document.createElement('select'));
    for (const [value, title] of Object.entries(choices)) {
      const isChosen = value === chosen;
      select.add(new Option(title, value, isChosen, isChosen));
    }
    return () => select.value;
  }

  private _addFlag(
    { label: text }: FormatOption,
    value: unknown
  ): () => boolean {
    const label = this.node.appendChild(document.createElement('label'));
    label.className = 'jp-OmniSciExport-flag';
    const input = label.appendChild(document.createElement('input'));
    input.type = 'checkbox';
    input.checked = value === true;
    const span = label.appendChild(document.createElement('span'));
    span.textContent = text;
    return () => input.checked;
  }

  private readonly _readers = new Map<string, () => string | boolean>();
}
