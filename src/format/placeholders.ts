/**
 * Placeholders that other programs fill in before a text is SQL: Jinja's `{{ }}`, `{% %}` and `{#
 * #}`, and `{name}`, `${name}`, `$1`, `:1`, `:name`, `%(name)s` and `##NAME##`. Formatting leaves
 * them unchanged. Pure.
 */

const ALONE = [
  String.raw`\{\{[^]*?\}\}`,
  String.raw`\{%[^]*?%\}`,
  String.raw`\{#[^]*?#\}`,
  String.raw`\$?\{[\p{L}_][\p{L}\p{N}_.]*\}`,
  String.raw`##[\p{L}\p{N}_]+##`,
  String.raw`%\([\p{L}_][\p{L}\p{N}_]*\)s`,
  String.raw`\$\d+`,
  String.raw`(?<!:):[\p{L}\p{N}_]+`
].join('|');

/** Text that touches a placeholder belongs to the same name: `raw_{{ day }}.t`. */
const BESIDE = String.raw`[\p{L}\p{N}_.$]`;

/** In sql-formatter's form, without flags. */
export const PLACEHOLDER = `${BESIDE}*(?:(?:${ALONE})${BESIDE}*)+`;

const AT = new RegExp(PLACEHOLDER, 'uy');

/** The placeholder at an offset of the text, with the text that touches it. */
export function placeholderAt(text: string, at: number): string | null {
  AT.lastIndex = at;
  return AT.exec(text)?.[0] ?? null;
}
