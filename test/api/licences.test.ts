/** The licences that go with the bundles: whole, and where the wheel takes them from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../helpers/root';
import { buildSidecarOnce } from '../helpers/sidecar';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

beforeAll(buildSidecarOnce);

test.each([
  ['express', 'TJ Holowaychuk'],
  ['thrift', 'Apache Thrift'],
  ['apache-arrow', 'Apache License'],
  ['convict', 'Apache License'],
  ['jiti', 'Pooya Parsa'],
  ['@babel/core', 'Sebastian McKenzie']
])('the sidecar carries the licence of %s', (name, words) => {
  const sections = read(
    'jupyterlab_omnisci/sidecar/THIRD-PARTY-LICENSES.txt'
  ).split(/\n─+\n/);
  const section = sections.find(text =>
    new RegExp(`^${name} \\d[\\w.-]*$`, 'm').test(text)
  );
  expect(section).toContain(words);
  expect(section?.length).toBeGreaterThan(500);
});

test('the browser’s bundle carries the licences of what is in it', () => {
  const { packages } = JSON.parse(
    read('jupyterlab_omnisci/labextension/static/third-party-licenses.json')
  ) as { packages: { name: string; extractedText: string }[] };
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'apache-arrow',
      'hyparquet-writer',
      'sql-formatter'
    ])
  );
  expect(packages.filter(({ extractedText }) => !extractedText)).toEqual([]);
});

test('both are in what the wheel takes along', () => {
  const project = read('pyproject.toml');
  const wheel = project.slice(
    project.indexOf('[tool.hatch.build.targets.wheel]')
  );
  expect(wheel).toContain('artifacts = ["jupyterlab_omnisci/sidecar"]');
  expect(wheel).toContain(
    '"jupyterlab_omnisci/labextension" = "share/jupyter/labextensions/'
  );
});
