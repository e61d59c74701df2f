import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Line, readTopics, type Topic } from '../../helpers/expectations';
import { ROOT } from '../../helpers/root';
import {
  type IEngine,
  openEngine,
  typesOf
} from '../../helpers/sandbox-engine';

const TOPICS = readTopics();

test.each(TOPICS)('$title: the sandbox answers as HeavyDB', async topic => {
  const engine = await openEngine();
  const wrong: string[] = [];
  for (const line of topic.lines) {
    const complaint = await complaintOf(engine, line);
    if (!line.isDifference && complaint !== undefined) {
      wrong.push(`line ${line.number}: ${line.sql}\n  ${complaint}`);
    }
    if (line.isDifference && complaint === undefined) {
      wrong.push(`line ${line.number} holds now: write --> for --x>`);
    }
  }
  engine.close();

  expect(wrong.join('\n')).toBe('');
});

test('docs/sandbox.md lists what is expected; `npx vitest run --project unit expectations -u` writes it', async () => {
  const page = join(ROOT, 'docs/sandbox.md');
  const text = readFileSync(page, 'utf8');

  await expect(
    text.replace(
      /(<!-- expectations -->\n)[\s\S]*(\n<!-- end of expectations -->)/,
      (_, start: string, end: string) =>
        `${start}\n${TOPICS.map(asListItem).join('\n')}\n${end}`
    )
  ).toMatchFileSnapshot(page);
});

/** What differs from the line's expectation; nothing where it holds. */
async function complaintOf(
  engine: IEngine,
  { sql, expected }: Line
): Promise<string | undefined> {
  let answer;
  try {
    answer = await engine.run(sql);
  } catch (error) {
    const { message } = error as Error;
    return expected && 'error' in expected && message.includes(expected.error)
      ? undefined
      : `failed: ${message}`;
  }
  if (!expected) {
    return undefined;
  }
  if ('error' in expected) {
    return `was not refused: ${JSON.stringify(answer.rows.slice(0, 3))}`;
  }
  if ('head' in expected) {
    const head = answer.columns.map(({ name }) => name);
    return JSON.stringify(head) === JSON.stringify(expected.head)
      ? undefined
      : `is headed ${JSON.stringify(head)}`;
  }
  const { types, rows } = expected;
  if (types !== undefined && types !== typesOf(answer)) {
    return `is of type ${typesOf(answer)}`;
  }
  return isSame(answer.rows, rows)
    ? undefined
    : `answers ${JSON.stringify(answer.rows.slice(0, 20))}`;
}

function isSame(value: unknown, expected: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(expected)) {
    return (
      value.length === expected.length &&
      value.every((item, index) => isSame(item, expected[index]))
    );
  }
  return typeof value === 'number' && typeof expected === 'number'
    ? Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
    : Object.is(value, expected);
}

function asListItem({ title, lines }: Topic): string {
  const differences = lines.filter(({ isDifference }) => isDifference);
  const names = (of: readonly Line[]): string =>
    [...new Set(of.map(({ feature }) => feature))].join('; ');
  return [
    `- **${title}.** As in HeavyDB: ${names(lines.filter(line => line.expected && !line.isDifference))}.`,
    ...differences.map(
      ({ sql, expectedText }) =>
        `  - Not: \`${sql}\` HeavyDB: \`${expectedText}\`.`
    )
  ].join('\n');
}
