/** The options of a format, read from the settings. Pure. */
import type { FormatOption, OptionValues } from './formats/export-format';

/** The value of an option; its default if the setting is invalid. */
export function optionValue(
  option: FormatOption,
  values: OptionValues
): string | boolean {
  const value = values[option.key];
  switch (option.kind) {
    case 'flag':
      return typeof value === 'boolean' ? value : option.default;
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(option.choices, value)
        ? value
        : option.default;
  }
}

/** The values to save for the next export: options that are remembered and have changed. */
export function changedValues(
  options: readonly FormatOption[],
  { before, after }: { before: OptionValues; after: OptionValues }
): [key: string, value: string | boolean][] {
  return options
    .filter(({ isRemembered }) => isRemembered)
    .map((option): [FormatOption, string | boolean] => [
      option,
      optionValue(option, after)
    ])
    .filter(([option, value]) => value !== optionValue(option, before))
    .map(([{ key }, value]) => [key, value]);
}
