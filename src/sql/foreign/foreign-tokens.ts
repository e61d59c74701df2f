/**
 * Tokens of other databases and their clients that HeavyDB's SQL does not have. Their quotes may
 * contain semicolons and quotes, so splitting into statements needs them. Pure.
 */
import type { SqlTokenKind, TokenRule } from '../token-rules/token-rule';

/** Everything up to the closing text, or to the end of the text, which leaves it unclosed. */
const upTo = (closing: string): string => `[^]*?(${closing}|$(?![^]))`;

/** Words that begin a statement, here or elsewhere. */
const VERBS =
  'SELECT|WITH|VALUES|INSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|RENAME|GRANT|REVOKE|SHOW|DESCRIBE|EXPLAIN|COPY|EXEC|EXECUTE|CALL|USE|SET|DECLARE|BEGIN|COMMIT|ROLLBACK|PRINT|IF|GO|DELIMITER';

/**
 * Only space and comments, and then the end of the text or the beginning of a statement. A comment
 * matches in one way only; otherwise a line of dashes would be tried in all its parts.
 */
const BEFORE_STATEMENT = `(?=(?:\\s|--[^\\n]*(?:\\n|$(?![^]))|/\\*[^*]*(?:\\*(?!/)[^*]*)*\\*/)*(?:$(?![^])|(?:${VERBS})\\b|\\\\))`;

const line = (content: string): RegExp =>
  new RegExp(`(?<=^[ \\t]*)${content}`, 'imy');

/**
 * Beginnings of line comments. MySQL's `#`, in the middle of a line, has space on either side:
 * `#tmp` and `##TAB##` are not comments.
 */
export const LINE_COMMENT = /--|#(?<=^[ \t]*#)(?!#)|#(?<=[ \t]#)(?=[ \t]|$)/my;
const TEMPLATE_COMMENT = new RegExp(`\\{#${upTo('#\\}')}`, 'y');
const TEMPLATE = new RegExp(`\\{\\{${upTo('\\}\\}')}|\\{%${upTo('%\\}')}`, 'y');
/** PostgreSQL's, with or without a tag. */
const DOLLAR_STRING = new RegExp(
  `\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$[^]*?(\\$\\1\\$|$(?![^]))`,
  'uy'
);
/** Oracle's: any character quotes, and brackets in pairs. */
const Q_STRING = new RegExp(
  `[qQ]'(?:\\[${upTo("\\]'")}|\\(${upTo("\\)'")}|\\{${upTo("\\}'")}|<${upTo(">'")}|([^\\s'])[^]*?(\\5'|$(?![^])))`,
  'y'
);
/** PostgreSQL's, in which a backslash escapes. */
const E_STRING = /[eE]'(?:[^'\\]|\\[^]|'')*('|$)/y;
/** T-SQL's. After a name or a bracket, it is HeavyDB's syntax for an array element. */
const BRACKET_NAME =
  /\[(?<=(?:^|[,(=.<>+*/-]|\b(?:SELECT|DISTINCT|FROM|JOIN|WHERE|AND|OR|NOT|ON|BY|AS|INTO|UPDATE|TABLE|VIEW|SET))\s*\[)[\p{L}_@#][^\]\n]*(\]|$)/iuy;

/** omnisql's and psql's. */
const BACKSLASH_COMMAND = line('\\\\\\S[^\\n]*');
/**
 * From the line that sets another delimiter to the one that restores the semicolon. Only at the
 * start of a statement: COPY has an option of that name, and a table may have such a column.
 */
export const DELIMITER_BLOCK = line(
  'DELIMITER[ \\t]+(?:;[ \\t]*$|\\S[^\\n]*(?:\\n[^]*?(?:^[ \\t]*DELIMITER[ \\t]+;[ \\t]*$|$(?![^])))?)'
);
const GO_TIMES = line('GO[ \\t]+\\d+[ \\t]*$');
/** Where a name is expected, it is a name: `FROM go`. */
const GO = line(
  `(?<!(?:\\b(?:FROM|JOIN|TABLE|VIEW|INTO|UPDATE|SELECT|BY|AS)|[,.])\\s*)GO[ \\t]*$${BEFORE_STATEMENT}`
);
const SLASH = line(`/[ \\t]*$${BEFORE_STATEMENT}`);

/** In the order in which they are tried, before HeavyDB's own words and names. */
export const FOREIGN_RULES: readonly TokenRule[] = [
  ['comment', TEMPLATE_COMMENT],
  ['template', TEMPLATE],
  ['string', DOLLAR_STRING],
  ['string', Q_STRING],
  ['string', E_STRING],
  ['quoted', BRACKET_NAME],
  ['command', BACKSLASH_COMMAND],
  ['command', GO_TIMES],
  ['separator', GO],
  ['separator', SLASH]
];

/** A string in which a backslash escapes, even the quote. */
export const MYSQL_STRING = /'(?:[^'\\]|\\[^]|'')*('|$)/y;

/**
 * Whether a string that for HeavyDB ends in a backslash may continue for MySQL: in `'it\'s'` a word
 * touches the quote.
 */
export const mayBeMySqlString = (text: string, next = ''): boolean =>
  text.length > 2 && text.endsWith("\\'") && /[\p{L}\p{N}_]/u.test(next);

/**
 * Ends of a template, a dollar-quoted string or an Oracle string, anywhere. It consumes nothing, so
 * that `$a$b$` has both.
 */
export const CLOSING =
  /(?=(\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$|[^\s']'|\}\}|%\}|#\}))/gu;

/** The beginnings of these. */
export const OPENING = /\{[{%#]|\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$|[qQ]'[^\s']/uy;

const BRACKETS: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
  ['<', '>']
]);

/** The end that belongs to an {@link OPENING}. */
export function closingOf(opening: string): string {
  if (!/^q/i.test(opening)) {
    return BRACKETS.get(opening) ?? opening;
  }
  const quote = opening.slice(2);
  return `${BRACKETS.get(quote) ?? quote}'`;
}

/** The token is of this kind even if the text ends inside it. */
export const kindOfOpening = (opening: string): SqlTokenKind =>
  opening === '{#'
    ? 'comment'
    : opening.startsWith('{')
      ? 'template'
      : 'string';
