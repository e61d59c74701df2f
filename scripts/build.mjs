/**
 * Builds what changed: `node scripts/build.mjs [sidecar|sandbox|labextension …]`, by default
 * everything. A target is rebuilt if the content of one of its inputs changed since its last build.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  licenceList,
  packageNamed,
  packagesNamedIn,
  packagesOf
} from './licences.mjs';
import { digestOf, ROOT, whenChanged } from './stamps.mjs';

const SIDECAR = 'jupyterlab_omnisci/sidecar';
const bin = name => join(ROOT, 'node_modules', '.bin', name);
/** Runs a command quietly; shows its output if it fails. */
const run = (command, ...args) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe']
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
};

const esbuild = async options => {
  const { build } = await import('esbuild');
  return build({
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    ...options
  });
};

/**
 * Modules that express and thrift load at their start and the sidecar never calls: two thirds of
 * express's time.
 */
const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup(build) {
    const unused = /^(body-parser|serve-static|send|qs|mime-db|ws)$/;
    build.onResolve({ filter: unused }, ({ path }) => ({
      path,
      namespace: 'unused'
    }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'module.exports = {};'
    }));
  }
};

/** Needed by the first query but by no session: files beside the one that V8 reads at the start. */
const LATER = {
  'thrift-codec': 'server/thrift/thrift-codec.ts',
  arrow: 'server/arrow/arrow.ts',
  'vega-lite': 'server/vega-lite/dialect-text.ts'
};

/** Packages whose CommonJS cannot be bundled, or only as a whole. */
const ES_MODULES = {
  'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  ...Object.fromEntries(
    ['expression', 'scale', 'statistics', 'time', 'util'].map(part => [
      `vega-${part}`,
      `vega-${part}/build/vega-${part}.module.js`
    ])
  )
};

/** jiti comes bundled. Its files keep their layout, so that its public entry works. */
const JITI = ['lib/jiti.cjs', 'dist/jiti.cjs', 'dist/babel.cjs'];

const loadedLater = {
  name: 'loaded-later',
  setup(build) {
    const names = new Map(
      Object.entries(LATER).map(([name, file]) => [join(ROOT, file), name])
    );
    build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      const name = names.get(`${join(resolveDir, path)}.ts`);
      return kind === 'dynamic-import' && name
        ? { path: `./${name}.cjs`, external: true }
        : undefined;
    });
  }
};

/** The sidecar's memory and start time depend on it, and nothing else would show it. */
function requireLoadedLater({ outputs }) {
  const { inputs } = outputs[`${SIDECAR}/main.cjs`];
  const bundled = Object.values(LATER).filter(file => file in inputs);
  if (bundled.length > 0) {
    throw new Error(
      `main.cjs holds ${bundled.join(', ')}: import() them, and nothing of them otherwise.`
    );
  }
}

/**
 * A package of types for the author of a session manager, who has the wheel and not the npm package.
 * Its name and its export are those of the npm package.
 */
function writeTypesPackage() {
  const folder = join(ROOT, SIDECAR, 'types');
  mkdirSync(folder, { recursive: true });
  copyFileSync(
    join(ROOT, 'server/session/session-manager.ts'),
    join(folder, 'session-manager.d.ts')
  );
  const { name, version, license } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8')
  );
  const exported = { './session-manager': { types: './session-manager.d.ts' } };
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version, license, exports: exported }, null, 2)}\n`
  );
}

const targets = {
  sidecar: {
    inputs: [
      'server',
      'src/sql',
      'src/vega',
      'package.json',
      'package-lock.json',
      'scripts/build.mjs',
      'scripts/licences.mjs',
      'scripts/licences'
    ],
    output: `${SIDECAR}/main.cjs`,
    async build() {
      const { metafile } = await esbuild({
        metafile: true,
        entryPoints: { main: 'server/main.ts', ...LATER },
        outdir: SIDECAR,
        outExtension: { '.js': '.cjs' },
        // Names stay long: keeping them beside short ones (`keepNames`) costs time at each request.
        minifyWhitespace: true,
        minifySyntax: true,
        legalComments: 'linked',
        alias: ES_MODULES,
        plugins: [withoutUnusedParts, loadedLater]
      });
      requireLoadedLater(metafile);
      // Only a session manager written in TypeScript needs jiti; see docs/decisions.
      for (const file of JITI) {
        const copy = join(ROOT, SIDECAR, 'jiti', file);
        mkdirSync(dirname(copy), { recursive: true });
        copyFileSync(join(ROOT, 'node_modules/jiti', file), copy);
      }
      // The shim adds the same headers to its own answers.
      copyFileSync(
        join(ROOT, 'server/http/security-headers.json'),
        join(ROOT, SIDECAR, 'security-headers.json')
      );
      writeTypesPackage();
      writeFileSync(
        join(ROOT, SIDECAR, 'THIRD-PARTY-LICENSES.txt'),
        licenceList([
          ...packagesOf(metafile),
          ...JITI.flatMap(file => packagesNamedIn(`node_modules/jiti/${file}`)),
          // These leave no name in jiti's bundle.
          ...['jiti', 'acorn', 'pathe'].map(packageNamed)
        ])
      );
    }
  },
  sandbox: {
    inputs: [
      'sandbox',
      'src/vega',
      'server/thrift/generated',
      'package-lock.json',
      'scripts/build.mjs'
    ],
    output: 'build/sandbox.mjs',
    build: () =>
      esbuild({
        entryPoints: {
          sandbox: 'sandbox/main.ts',
          // The drawing thread: only it loads Vega.
          'sandbox-render': 'sandbox/render/worker.ts'
        },
        outdir: 'build',
        outExtension: { '.js': '.mjs' },
        format: 'esm',
        packages: 'external',
        // The generated stubs are CommonJS and require packages that stay outside.
        banner: {
          js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);"
        },
        sourcemap: true
      })
  },
  labextension: {
    inputs: [
      'src',
      'style',
      'schema',
      'server/protocol.ts',
      'server/protocol',
      'tsconfig.json',
      'package.json',
      'package-lock.json'
    ],
    output: 'jupyterlab_omnisci/labextension/package.json',
    build() {
      // tsc's output of a deleted file would be imported instead of a folder with its name.
      for (const old of [
        'jupyterlab_omnisci/labextension',
        'lib',
        'build/tsbuildinfo'
      ]) {
        rmSync(join(ROOT, old), { recursive: true, force: true });
      }
      run(bin('tsc'), '-b', '.');
      run(
        process.execPath,
        'node_modules/@jupyter/builder/lib/build-labextension.js',
        '--core-package-file',
        'node_modules/@jupyterlab/core-meta/core.package.json',
        '.'
      );
    }
  }
};

/** Builds the named targets; returns those that had to be built. */
export async function build(names = Object.keys(targets)) {
  mkdirSync(join(ROOT, SIDECAR), { recursive: true });
  const built = [];
  for (const name of names) {
    const target = targets[name];
    if (!target) {
      throw new Error(
        `No such build target: ${name}. There are: ${Object.keys(targets).join(', ')}.`
      );
    }
    const stale = !existsSync(join(ROOT, target.output));
    const changed = await whenChanged(
      `build-${name}`,
      digestOf(target.inputs),
      target.build,
      stale
    );
    if (changed) {
      built.push(name);
    }
  }
  return built;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2);
  const built = await build(names.length ? names : undefined);
  process.stderr.write(
    built.length ? `Built: ${built.join(', ')}\n` : 'Nothing to build.\n'
  );
}
