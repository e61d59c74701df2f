import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeSettings } from '../../server/config';
import { ROOT } from '../helpers/root';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...markdownUnder('docs')
];

function markdownUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(
    entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory()
        ? markdownUnder(path)
        : path.endsWith('.md')
          ? [path]
          : [];
    }
  );
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

describe.each(documents)('%s', document => {
  test('links to files that exist', () => {
    const links = matches(
      read(document),
      /\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g
    );
    const broken = links.filter(
      link => !existsSync(join(ROOT, dirname(document), link))
    );
    expect(broken).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as {
      scripts: Record<string, string>;
    };
    const named = matches(read(document), /npm run (?:-s )?([\w:-]+)/g);
    expect(named.filter(name => !(name in scripts))).toEqual([]);
  });
});

test('the architecture page names files that exist', () => {
  const named = matches(
    read('docs/architecture.md'),
    /`((?:src|server|sandbox|scripts|schema|docs|test|jupyterlab_omnisci)\/[^`\s]*)`/g
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(['src', 'server'])(
  'the architecture page names every room of %s/',
  side => {
    const rooms = readdirSync(join(ROOT, side), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => `\`${side}/${name}/`);
    const page = read('docs/architecture.md');
    expect(rooms.length).toBeGreaterThan(9);
    expect(rooms.filter(room => !page.includes(room))).toEqual([]);
  }
);

test.each(['docs/security.md', 'docs/jupyterhub.md'])(
  '%s names tests that exist',
  document => {
    const named = matches(read(document), /`(test\/[^`\s*]+)`/g);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  }
);

test('the configuration page lists every setting of the sidecar, and no other', () => {
  const inCode = matches(
    describeSettings(),
    /(JUPYTERLAB_OMNISCI_[A-Z_]+)\n/g
  ).sort();
  const rows = read('docs/configuration.md')
    .split('\n')
    .filter(line => line.startsWith('|'));
  const inDocument = rows
    .flatMap(row =>
      matches(row.split('|')[2] ?? '', /`(JUPYTERLAB_OMNISCI_[A-Z_]+)`/g)
    )
    .sort();
  expect(inCode.length).toBeGreaterThan(8);
  expect(inDocument).toEqual(inCode);
});
