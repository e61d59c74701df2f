/** What sort of statement a text is, by its leading words. Pure; the database has the last word. */
import { leadingWords } from './statements';

/** Words that may stand between the verb and the thing: `CREATE OR REPLACE TEMPORARY TABLE`. */
const NOUNS = ['TABLE', 'VIEW', 'DATABASE', 'USER', 'ROLE'] as const;

export type StatementNoun = (typeof NOUNS)[number];

export type StatementKind = {
  /** The first word in capitals; empty where it is none. */
  verb: string;
  noun: StatementNoun | null;
  /** True for `IF EXISTS` and `IF NOT EXISTS`: the statement may have changed nothing. */
  isConditional: boolean;
  /** True where it only reads rows, so that it can be asked again and within another query. */
  isQuery: boolean;
};

export function statementKind(sql: string): StatementKind {
  const words = leadingWords(sql, 6);
  const verb = words[0] ?? '';
  return {
    verb,
    noun: NOUNS.find(noun => words.slice(1, 4).includes(noun)) ?? null,
    isConditional: words.includes('IF'),
    isQuery: ['SELECT', 'WITH', 'VALUES'].includes(verb) || isBracketed(sql)
  };
}

/** `(SELECT …) UNION (SELECT …)`: only queries begin with a bracket. */
const isBracketed = (sql: string): boolean =>
  /^\s*\([\s(]*(select|with|values)\b/i.test(sql);
