/** What a package index shows of the wheel, read as the build reads it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testPython } from '../helpers/python';
import { ROOT } from '../helpers/root';

type Metadata = {
  readme: { 'content-type': string; text: string };
  urls: Record<string, string>;
  authors: { name: string }[];
  classifiers: string[];
  'requires-python': string;
};
type PackageJson = {
  homepage: string;
  author: string;
  bugs: { url: string };
  repository: { url: string };
};

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const metadata = JSON.parse(hatchlingMetadata()) as Metadata;
const npm = JSON.parse(read('package.json')) as PackageJson;

/** Throws, with the remedy, if .venv is older than the lock file. */
function hatchlingMetadata(): string {
  try {
    return execFileSync(testPython(), ['-m', 'hatchling', 'metadata'], {
      cwd: ROOT,
      encoding: 'utf8'
    });
  } catch (error) {
    throw new Error(
      'The project does not build. If .venv is older than requirements/test.txt, run: .venv/bin/python -m pip install -r requirements/test.txt',
      { cause: error }
    );
  }
}

describe('the README as the package index shows it', () => {
  const text = metadata.readme.text.replace(/^```[\s\S]*?^```/gm, '');
  const targets = [
    ...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)
  ].map(([, link, picture]) => link ?? picture ?? '');

  test('has absolute links and pictures only', () => {
    const kinds = /^(#|https:\/\/)/;
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter(target => !kinds.test(target))).toEqual([]);
  });

  test('links to pages and pictures that this repository has', () => {
    const paths = targets.flatMap(target => {
      const [, path] =
        /jupyterlab-omnisci\/(?:blob\/)?master\/([^#]+)/.exec(target) ?? [];
      return path === undefined ? [] : [path];
    });
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

test('both packages name the same home, issues, sources and authors', () => {
  const { Homepage, Source, Issues } = metadata.urls;
  expect({
    homepage: npm.homepage,
    issues: npm.bugs.url,
    source: npm.repository.url,
    authors: [npm.author]
  }).toEqual({
    homepage: Homepage,
    issues: Issues,
    source: `git+${Source}.git`,
    authors: metadata.authors.map(({ name }) => name)
  });
});

test('the oldest Python that is named is the oldest that is allowed', () => {
  const [oldest] = metadata.classifiers
    .flatMap(name => /Python :: 3\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
  expect(metadata['requires-python']).toBe(`>=3.${oldest}`);
});

test('the build needs exactly what the lock file has', () => {
  const [, requires = ''] =
    /\[build-system\][\s\S]*?requires = \[([\s\S]*?)\]/.exec(
      read('pyproject.toml')
    ) ?? [];
  const pins = [...requires.matchAll(/"([^"]+)"/g)].map(([, pin]) => pin);
  expect(pins.length).toBeGreaterThan(3);
  const locked = read('requirements/start.txt').split('\n');
  expect(pins.filter(pin => !locked.includes(pin ?? ''))).toEqual([]);
});
