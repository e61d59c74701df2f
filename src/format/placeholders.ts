/**
 * What other programs fill in before a text is SQL: Jinja's `{{ }}`, `{% %}` and `{# #}`, and
 * `{name}`, `${name}`, `$1`, `:1`, `:name`, `%(name)s` and `##NAME##`. Formatting leaves them as they
 * are. Pure.
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

/** What is written beside a placeholder without a blank is part of one name: `raw_{{ day }}.t`. */
const BESIDE = String.raw`[\p{L}\p{N}_.$]`;

/** As sql-formatter takes it, that is without flags. */
export const PLACEHOLDER = `${BESIDE}*(?:(?:${ALONE})${BESIDE}*)+`;

const AT = new RegExp(PLACEHOLDER, 'uy');

/** The placeholder that begins at an offset into the text, with what is written beside it. */
export function placeholderAt(text: string, at: number): string | null {
  AT.lastIndex = at;
  return AT.exec(text)?.[0] ?? null;
}
