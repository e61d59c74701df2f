/**
 * Finds syntax in a statement that is not HeavyDB's SQL but that of another database, client or
 * template. The user is told its name, because HeavyDB would only complain about a character. Pure.
 */
import { quoteIdentifier, unquoteIdentifier } from '../identifier';
import type { SqlToken } from '../tokens';

export type ForeignConstruct =
  /** A command line of omnisql or psql. */
  | 'backslash-command'
  | 'delimiter'
  | 'go-times'
  /** `{{ … }}`, `{% … %}` or `{# … #}`. */
  | 'template'
  | 'dollar-string'
  | 'q-string'
  | 'e-string'
  /** `'it\'s'` */
  | 'backslash-quote'
  | 'bracket-name'
  | 'hash-comment'
  | 'nested-comment'
  /** `BEGIN … ; … END` */
  | 'block'
  | 'open-quote'
  | 'open-comment';

export type ForeignSyntax = {
  construct: ForeignConstruct;
  /** The first characters, enough to recognize it: never an argument. */
  sign: string;
};

/** The first such construct in the tokens of one statement; `null` if there is none. */
export function foreignSyntaxIn(
  tokens: Iterable<SqlToken>
): ForeignSyntax | null {
  let depth = 0;
  let escapes = false;
  for (const token of tokens) {
    const found = foreignSyntaxOf(token);
    if (found) {
      return found;
    }
    depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    escapes ||= token.kind === 'string' && /.\\'$/.test(token.text);
  }
  // MySQL would have continued after the quote: the statement's end was inside a string.
  return escapes && depth !== 0
    ? { construct: 'backslash-quote', sign: "\\'" }
    : null;
}

function foreignSyntaxOf({
  kind,
  text,
  isClosed
}: SqlToken): ForeignSyntax | null {
  switch (kind) {
    case 'command':
      return text.startsWith('\\')
        ? { construct: 'backslash-command', sign: firstWord(text) }
        : /^GO\s/i.test(text)
          ? { construct: 'go-times', sign: 'GO' }
          : { construct: 'delimiter', sign: 'DELIMITER' };
    case 'template':
      return { construct: 'template', sign: text.slice(0, 2) };
    case 'comment':
      return foreignComment(text, isClosed);
    case 'string':
      return foreignString(text, isClosed);
    case 'quoted':
      return text.startsWith('[')
        ? { construct: 'bracket-name', sign: '[' }
        : isClosed
          ? null
          : { construct: 'open-quote', sign: text.charAt(0) };
    case 'symbol':
      return text === ';'
        ? { construct: 'block', sign: 'BEGIN' }
        : text === '\\'
          ? { construct: 'backslash-command', sign: text }
          : null;
    default:
      return null;
  }
}

function foreignComment(text: string, isClosed: boolean): ForeignSyntax | null {
  if (text.startsWith('{#')) {
    return { construct: 'template', sign: '{#' };
  }
  if (text.startsWith('#')) {
    return { construct: 'hash-comment', sign: '#' };
  }
  if (!isClosed) {
    return { construct: 'open-comment', sign: '/*' };
  }
  const endsEarly = text.indexOf('*/', 2) < text.length - 2;
  return text.startsWith('/*') && endsEarly
    ? { construct: 'nested-comment', sign: '/*' }
    : null;
}

function foreignString(text: string, isClosed: boolean): ForeignSyntax | null {
  if (text.startsWith('$')) {
    const [sign = ''] = /^\$[^$]*\$/.exec(text) ?? [];
    return { construct: 'dollar-string', sign };
  }
  if (/^q/i.test(text)) {
    return { construct: 'q-string', sign: text.slice(0, 2) };
  }
  if (/^e/i.test(text)) {
    return { construct: 'e-string', sign: text.slice(0, 2) };
  }
  if (!isClosed) {
    return { construct: 'open-quote', sign: "'" };
  }
  // HeavyDB ends it at the first quote that is not doubled.
  return /^'(?:[^']|'')*'$/.test(text)
    ? null
    : { construct: 'backslash-quote', sign: "\\'" };
}

const firstWord = (text: string): string => /^\S*[^\s;]/.exec(text)?.[0] ?? '';

/** omnisql's `\d` with the name of one table, quoted if it contains spaces. */
const DESCRIBE = /^\\d\s+("(?:[^"]|"")+"|[^\s";]+)\s*;?$/;

/**
 * The SQL for an omnisql command, if there is one (docs.heavy.ai, heavysql); `null` for any other
 * text.
 */
export function sqlOfCommand(text: string): string | null {
  const command = text.trim();
  const [, name] = DESCRIBE.exec(command) ?? [];
  return name === undefined
    ? (LISTS.get(command.replace(/\s*;$/, '')) ?? null)
    : `SHOW CREATE TABLE ${quoteIdentifier(unquoteIdentifier(name))}`;
}

const LISTS: ReadonlyMap<string, string> = new Map([
  ['\\t', 'SHOW TABLES'],
  ['\\l', 'SHOW DATABASES'],
  ['\\u', 'SHOW USER DETAILS'],
  ['\\roles', 'SHOW ROLES']
]);
