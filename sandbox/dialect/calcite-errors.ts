/**
 * Says DuckDB's complaints in the words of HeavyDB's planner, Calcite, which clients look for:
 * `SQL Error: From line 1, column 15 to line 1, column 18: Object 'fake' not found`.
 */
import { messages } from '../errors.js';
import { plainWords } from './plain-words.js';
import { isName, nameOf, type Token } from './tokens.js';

type Rule = {
  pattern: RegExp;
  say: (...found: string[]) => string;
  /** Which captured group names the token to point at. */
  at?: number;
};

const RULES: readonly Rule[] = [
  {
    pattern:
      /Overflow in|out of range for the destination type|is out of range/,
    say: () => 'Overflow or underflow'
  },
  {
    pattern: /Failed to parse geometry/,
    say: () => 'Could not read geometry from text'
  },
  {
    pattern: /Table with name (.+?) does not exist/,
    say: (_, name) => `Object '${name}' not found`,
    at: 1
  },
  {
    pattern: /Referenced column "(.+?)" (?:was )?not found/,
    say: (_, name) => `Column '${name}' not found in any table`,
    at: 1
  },
  {
    pattern: /source" has (\d+) columns available but (\d+) columns specified/,
    say: (_, given, wanted) =>
      `Number of INSERT target columns (${wanted}) does not equal number of source items (${given})`
  },
  {
    pattern: /Table "(.+?)" does not have a column named "(.+?)"/,
    say: (_, table, name) => `Column '${name}' not found in table '${table}'`,
    at: 2
  },
  {
    pattern: /Referenced table "(.+?)" not found/,
    say: (_, name) => `Table '${name}' not found`,
    at: 1
  },
  {
    pattern: /Ambiguous reference to column name "(.+?)"/,
    say: (_, name) => `Column '${name}' is ambiguous`,
    at: 1
  },
  {
    pattern: /Function with name "?(.+?)"? does not exist/,
    say: (_, name) =>
      `No match found for function signature ${name?.toUpperCase()}`,
    at: 1
  },
  {
    pattern: /column "(.+?)" must appear in the GROUP BY clause/,
    say: (_, name) => `Expression '${name}' is not being grouped`,
    at: 1
  },
  {
    pattern:
      /No function matches the given name and argument types '(.+?)\((.*?)\)'/,
    say: (_, name, types) =>
      `Cannot apply '${name?.toUpperCase()}' to arguments of type '${name?.toUpperCase()}(${types})'`,
    at: 1
  }
];

/** `sql` and `tokens` are the user's own, so that places are those that the user sees. */
export function asCalciteError(
  complaint: string,
  sql: string,
  tokens: readonly Token[]
): string {
  if (/^INTERRUPT/.test(complaint)) {
    return messages.interrupted;
  }
  const syntax =
    /Parser Error: syntax error at (?:or near "(.+?)"|end of input)/.exec(
      complaint
    );
  if (syntax) {
    return syntaxError(syntax[1], sql, tokens);
  }
  const open = tokens.find(
    ({ kind, text }) =>
      (kind === 'string' && !/^'(?:[^']|'')*'$/.test(text)) ||
      (kind === 'quoted' && !/^"(?:[^"]|"")*"$/.test(text))
  );
  if (/Parser Error/.test(complaint)) {
    return open
      ? `SQL Error: Lexical error at ${where(sql, open)}: the ${open.kind === 'string' ? 'text' : 'name'} has no end.`
      : syntaxError(undefined, sql, tokens);
  }
  for (const { pattern, say, at } of RULES) {
    const found = pattern.exec(complaint);
    if (found) {
      const token =
        at === undefined ? undefined : tokenNamed(found[at], tokens);
      // As written: DuckDB may report the name in another case.
      const text = say(
        ...found.map((part, index) =>
          index === at && token ? nameOf(token) : part
        )
      );
      return `SQL Error: ${token ? `${range(sql, token)}: ` : ''}${plainWords(text)}`;
    }
  }
  return `SQL Error: ${plainWords(complaint)}`;
}

function syntaxError(
  near: string | undefined,
  sql: string,
  tokens: readonly Token[]
): string {
  const token =
    near === undefined
      ? undefined
      : tokens.find(({ text }) => text.toLowerCase() === near.toLowerCase());
  const { line, column } = place(sql, token?.start ?? sql.length);
  // What the user did not write came from a rewrite: something is missing before it.
  const what = token?.text ?? '<EOF>';
  return `SQL Error: Encountered "${what}" at line ${line}, column ${column}.`;
}

const tokenNamed = (
  name: string | undefined,
  tokens: readonly Token[]
): Token | undefined =>
  tokens
    .filter(
      token =>
        isName(token) && nameOf(token).toLowerCase() === name?.toLowerCase()
    )
    .at(-1);

function where(sql: string, token: Token): string {
  const { line, column } = place(sql, token.start);
  return `line ${line}, column ${column}`;
}

/** Where the token is, as Calcite says it. */
export function range(sql: string, token: Token): string {
  const [from, to] = [place(sql, token.start), place(sql, token.end - 1)];
  return `From line ${from.line}, column ${from.column} to line ${to.line}, column ${to.column}`;
}

function place(sql: string, offset: number): { line: number; column: number } {
  const lines = sql.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
