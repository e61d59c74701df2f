/**
 * Reads `test/expectations/`: what HeavyDB answers to a statement, one statement a line.
 * `docs/sandbox.md` tells the format.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

export const EXPECTATIONS = join(ROOT, 'test', 'expectations');

type Expected =
  | { error: string }
  | { head: string[] }
  | { types?: string; rows: unknown[][] };

export type Line = {
  number: number;
  feature: string;
  sql: string;
  /** Absent for a statement that only prepares the next ones. */
  expected?: Expected;
  /** Whether the sandbox is known to answer something else. */
  isDifference: boolean;
  /** As written, without the source. */
  expectedText: string;
};

export type Topic = { title: string; lines: Line[] };

const LINE =
  /^(?<sql>.*?);(?:\s+--(?<mark>x?)>\s+(?<expected>.*?))?(?:\s+-- .*)?$/;

export function readTopics(): Topic[] {
  return readdirSync(EXPECTATIONS)
    .sort()
    .map(name => {
      try {
        return parseTopic(readFileSync(join(EXPECTATIONS, name), 'utf8'));
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`, {
          cause: error
        });
      }
    });
}

export function parseTopic(text: string): Topic {
  let title: string | undefined;
  let feature = '';
  const lines: Line[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') {
      return;
    }
    if (line.startsWith('-- ')) {
      if (title === undefined) {
        title = line.slice(3);
      } else {
        feature = line.slice(3);
      }
      return;
    }
    const { sql, mark, expected } = LINE.exec(line)?.groups ?? {};
    if (sql === undefined || title === undefined) {
      throw new Error(`line ${index + 1} is no expectation: ${line}`);
    }
    lines.push({
      number: index + 1,
      feature,
      sql,
      expected: expected === undefined ? undefined : parseExpected(expected),
      isDifference: mark === 'x',
      expectedText: expected ?? ''
    });
  });
  return { title: title ?? '', lines };
}

function parseExpected(text: string): Expected {
  const [, error] = /^ERROR (.*)$/.exec(text) ?? [];
  if (error !== undefined) {
    return { error };
  }
  const [, head] = /^HEAD (.*)$/.exec(text) ?? [];
  if (head !== undefined) {
    return { head: JSON.parse(head) as string[] };
  }
  const [, types, json = ''] = /^(?:([A-Z][^":]*): )?(.*)$/.exec(text) ?? [];
  const value = JSON.parse(json) as unknown;
  return { types, rows: rowsOf(value) };
}

/** A scalar is one row of one column; a list of scalars is one column. */
const rowsOf = (value: unknown): unknown[][] =>
  Array.isArray(value)
    ? (value as unknown[]).map(row =>
        Array.isArray(row) ? (row as unknown[]) : [row]
      )
    : [[value]];
