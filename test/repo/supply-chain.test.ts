/** What we ship of others: how little it may do at installation, under which licences, and where it is listed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

type Package = {
  version?: string;
  license?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, Package>;
};
const root = packages[''] ?? {};

/** JupyterLab brings these at run time; they are in none of our bundles. */
const fromJupyterLab = (name: string): boolean =>
  /^@(jupyterlab|lumino|codemirror)\//.test(name);

/** Every one is compatible with Apache-2.0, which is ours. */
const ALLOWED = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0'],
  ...['ISC', 'MIT', 'Python-2.0']
];

/** Where Node would find a package that one at `from` asks for. */
function locate(from: string, name: string): string | undefined {
  const beside = `${from ? `${from}/` : ''}node_modules/${name}`;
  if (beside in packages) {
    return beside;
  }
  const above = from.lastIndexOf('node_modules/');
  return above < 0
    ? undefined
    : locate(from.slice(0, Math.max(0, above - 1)), name);
}

/** The packages that may end up in the wheel: ours, and what they ask for. */
function shipped(): [string, Package][] {
  const found = new Map<string, Package>();
  const visit = (from: string, wanted: Record<string, string> = {}): void => {
    for (const name of Object.keys(wanted)) {
      const path = locate(from, name);
      const entry = path === undefined ? undefined : packages[path];
      if (path && entry && !found.has(path) && !fromJupyterLab(name)) {
        found.set(path, entry);
        visit(path, { ...entry.dependencies, ...entry.optionalDependencies });
      }
    }
  };
  visit('', root.dependencies);
  return [...found];
}

describe('the lock file', () => {
  test('names no registry: whoever installs decides where from', () => {
    const tied = Object.keys(packages).filter(path => packages[path]?.resolved);
    expect(tied).toEqual([]);
  });

  test('has a digest for every package', () => {
    const loose = Object.entries(packages).filter(
      ([path, { integrity }]) =>
        path !== '' && !integrity?.startsWith('sha512-')
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});

describe('what we ship', () => {
  test('runs no script when it is installed', () => {
    const scripted = shipped().filter(
      ([, { hasInstallScript }]) => hasInstallScript
    );
    expect(scripted.map(([path]) => path)).toEqual([]);
  });

  test('has licences that go with ours', () => {
    expect(shipped().length).toBeGreaterThan(50);
    const others = shipped().filter(
      ([, { license }]) => !ALLOWED.includes(license ?? '')
    );
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual(
      []
    );
  });

  test('and what JupyterLab brings runs none but the one of its icons, which our set-up does not run', () => {
    const scripted = Object.entries(packages).filter(
      ([, { dev, devOptional, hasInstallScript }]) =>
        hasInstallScript && !dev && !devOptional
    );
    expect(scripted.map(([path]) => path)).toEqual([
      'node_modules/@fortawesome/fontawesome-free'
    ]);
    expect(read('scripts/setup.mjs')).toContain("'--ignore-scripts'");
  });
});

test('the list of what is installed at run time is complete, and holds no tools', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/sbom.mjs'], {
    cwd: ROOT,
    encoding: 'utf8'
  });
  expect(stderr).toMatch(/\d packages/);
  expect(status).toBe(0);
  const sbom = JSON.parse(read('build/sbom.json')) as {
    packages: { name: string; versionInfo: string }[];
  };
  const listed = sbom.packages.map(
    ({ name, versionInfo }) => `${name}@${versionInfo}`
  );
  const missing = shipped()
    .map(
      ([path, { version }]) =>
        `${path.replace(/^.*node_modules\//, '')}@${version}`
    )
    .filter(one => !listed.includes(one));
  expect(missing).toEqual([]);
  const names = sbom.packages.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['thrift', 'apache-arrow', 'jiti'])
  );
  expect(names).not.toContain('vitest');
}, 60_000);
