/**
 * Tells which kind of statement a text is, and refuses the empty, the several and the kinds that
 * the sandbox lacks. It is an allow list: what is not named here never reaches DuckDB.
 */
import { DatabaseError, messages } from '../errors.js';
import { isSymbol, isWord, type Token, tokenize } from './tokens.js';

export type StatementKind =
  | 'select'
  | 'explain'
  | 'show'
  | 'create-table'
  | 'create-view'
  | 'create-database'
  | 'drop-database'
  | 'user'
  | 'grant'
  | 'drop'
  | 'alter'
  | 'rename'
  | 'comment'
  | 'optimize'
  | 'insert'
  | 'update'
  | 'delete'
  | 'truncate';

export type Statement = {
  kind: StatementKind;
  /** Without the semicolon at its end. */
  sql: string;
  tokens: Token[];
};

const FIRST_WORDS: Readonly<Record<string, StatementKind>> = {
  SELECT: 'select',
  WITH: 'select',
  VALUES: 'select',
  '(': 'select',
  EXPLAIN: 'explain',
  SHOW: 'show',
  DROP: 'drop',
  ALTER: 'alter',
  INSERT: 'insert',
  UPDATE: 'update',
  DELETE: 'delete',
  TRUNCATE: 'truncate',
  GRANT: 'grant',
  REVOKE: 'grant'
};

/** HeavyDB has these; a message that names them helps more than a syntax error. */
const ABSENT_HERE = [
  'COPY',
  'VALIDATE',
  'DUMP',
  'RESTORE',
  'ARCHIVE',
  'KILL',
  'REFRESH',
  'REASSIGN'
];

export function parseStatement(text: string): Statement {
  const tokens = tokenize(text);
  const end = tokens.findIndex(token => isSymbol(token, ';'));
  if (end >= 0 && tokens.slice(end).some(token => !isSymbol(token, ';'))) {
    throw new DatabaseError(messages.statementsSeveral);
  }
  const own = end < 0 ? tokens : tokens.slice(0, end);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) {
    throw new DatabaseError(messages.statementEmpty);
  }
  return { kind: kindOf(text, own), sql: text.slice(0, last.end), tokens: own };
}

function kindOf(text: string, tokens: readonly Token[]): StatementKind {
  const first = tokens[0] as Token;
  if (isWord(first, 'CREATE', 'DROP') && isWord(tokens[1], 'DATABASE')) {
    return isWord(first, 'CREATE') ? 'create-database' : 'drop-database';
  }
  if (isWord(first, 'RENAME') && isWord(tokens[1], 'TABLE')) {
    return 'rename';
  }
  if (isWord(first, 'OPTIMIZE') && isWord(tokens[1], 'TABLE')) {
    return 'optimize';
  }
  if (isWord(first, 'COMMENT') && isWord(tokens[1], 'ON')) {
    return 'comment';
  }
  if (
    isWord(first, 'CREATE', 'ALTER', 'DROP') &&
    isWord(tokens[1], 'USER') &&
    !isWord(tokens[2], 'MAPPING')
  ) {
    return 'user';
  }
  const known = FIRST_WORDS[first.upper];
  if (known === 'drop' || known === 'alter') {
    return only(tokens, known, 'TABLE', 'VIEW');
  }
  if (known) {
    return known;
  }
  if (isWord(first, 'CREATE')) {
    const what = tokens.find(token => isWord(token, 'TABLE', 'VIEW'));
    const index = what ? tokens.indexOf(what) : -1;
    const between = tokens.slice(1, Math.max(index, 1));
    if (
      index > 0 &&
      between.every(token =>
        isWord(token, 'TEMPORARY', 'TEMP', 'OR', 'REPLACE')
      )
    ) {
      return isWord(what, 'VIEW') ? 'create-view' : 'create-table';
    }
    throw absent(tokens);
  }
  if (isWord(first, ...ABSENT_HERE)) {
    throw absent(tokens);
  }
  const before = text.slice(0, first.start).split('\n');
  throw new DatabaseError(
    `SQL Error: Encountered "${first.text}" at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}.`
  );
}

function only(
  tokens: readonly Token[],
  kind: StatementKind,
  ...objects: string[]
): StatementKind {
  if (!isWord(tokens[1], ...objects)) {
    throw absent(tokens);
  }
  return kind;
}

const absent = (tokens: readonly Token[]): DatabaseError =>
  new DatabaseError(
    `SQL Error: ${tokens
      .slice(0, 2)
      .map(token => token.upper)
      .join(' ')} is not supported by the sandbox database.`
  );
