/** The page of log lines quotes lines that the code has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

/** Lines of traitlets about our settings. */
const OF_TRAITLETS = ['Config option', "The '"];

const sources = ['server', 'jupyterlab_omnisci'].flatMap(folder =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map(String)
    .filter(name => /\.(ts|py)$/.test(name))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8'))
);

test('every line of the page of log lines is in the code', () => {
  const page = readFileSync(join(ROOT, 'docs/log.md'), 'utf8');
  const lines = page
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(row => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)])
    .map(([, line = '']) => line)
    .filter(line => !OF_TRAITLETS.some(start => line.startsWith(start)));
  expect(lines.length).toBeGreaterThan(20);
  const missing = lines.flatMap(line =>
    line
      .split(/…|\bID\b|\bMETHOD PATH\b|\bCODE\b|jupyterlab_omnisci\.server\w+/)
      .map(part => part.replace(/^\W+/, '').trim())
      .filter(part => /\w{4,}/.test(part))
      .filter(part => !sources.some(source => source.includes(part)))
  );
  expect(missing).toEqual([]);
});
