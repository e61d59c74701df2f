/** Tables of documents that tests make of what they have tried. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect } from 'vitest';
import { ROOT } from './root';

const [START, END] = ['<!-- made by a test -->', '<!-- end -->'];

/**
 * Requires that the page has these parts between its two marks. `vitest -u` writes them.
 *
 * @param document - below the root of the project.
 */
export async function expectMade(
  document: string,
  parts: readonly string[]
): Promise<void> {
  const path = join(ROOT, document);
  const page = await readFile(path, 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  expect(start, `"${START}" in ${document}`).toBeGreaterThan(0);
  expect(end, `"${END}" in ${document}`).toBeGreaterThan(start);
  const made = [
    page.slice(0, start + START.length),
    ...parts,
    page.slice(end)
  ].join('\n\n');
  await expect(
    await format(made, { parser: 'markdown', proseWrap: 'preserve' })
  ).toMatchFileSnapshot(path);
}

/** A table of Markdown. */
export const tableOf = (
  head: readonly string[],
  rows: readonly (readonly string[])[]
): string =>
  [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(escaped).join(' | ')} |`)
    .join('\n');

const escaped = (text: string): string => text.replaceAll('|', '\\|');
