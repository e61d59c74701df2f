/**
 * Turns `your_new_module.YourImplementation` into a session manager: splits the name, finds the
 * module, loads it (TypeScript through jiti) and makes the instance. Runs in the worker only.
 */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, extname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ISessionManager,
  SessionManagerOptions
} from '../session/session-manager';

const EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];
const ENDINGS = [
  ...EXTENSIONS,
  ...EXTENSIONS.map(extension => `/index${extension}`)
];
/** File types of managers of the 2020 extension; found only to report them. */
const PYTHON_ENDINGS = ['.py', '/__init__.py'];

/** A fault while loading. `code` is the error code for the user. */
export class LoadFault extends Error {
  constructor(
    readonly code: 'session_manager_not_found' | 'session_manager_invalid',
    message: string
  ) {
    super(message);
  }
}

export type FindOptions = {
  /** As configured: module and export. */
  name: string;
  /** The working folder, then Jupyter's configuration folders. */
  folders: readonly string[];
  nodePath: string;
  /** The path of jiti's entry, which is shipped beside the sidecar. */
  typescriptLoader: string;
};

/** Module and export, separated by the last dot. */
export function splitName(name: string): { module: string; export: string } {
  const dot = name.lastIndexOf('.');
  const last = name.slice(dot + 1);
  const named =
    dot > 0 &&
    /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(last) &&
    name[dot - 1] !== '.';
  return named && !EXTENSIONS.includes(`.${last}`)
    ? { module: name.slice(0, dot), export: last }
    : { module: name, export: 'default' };
}

/**
 * Finds, loads and constructs the manager. Throws {@link LoadFault}, or the error of the module.
 */
export async function makeManager(
  find: FindOptions,
  options: SessionManagerOptions
): Promise<ISessionManager> {
  const name = splitName(find.name);
  const folders = [
    ...find.folders,
    ...find.nodePath.split(delimiter).filter(Boolean)
  ];
  const file =
    findModule(name.module, folders) ??
    findModule(name.module, folders, PYTHON_ENDINGS);
  if (!file) {
    throw new LoadFault(
      'session_manager_not_found',
      `No module or Node package "${name.module}" was found in ${folders.join(', ')}.`
    );
  }
  if (file.endsWith('.py')) {
    throw new LoadFault(
      'session_manager_not_found',
      `${file} is written in Python. Only a Jupyter server can call it.`
    );
  }
  const exported = pick(await load(file, find.typescriptLoader), name.export);
  if (exported === undefined) {
    throw new LoadFault(
      'session_manager_not_found',
      `The module ${file} has no export "${name.export}".`
    );
  }
  const manager = construct(exported, options);
  if (
    typeof (manager as Partial<ISessionManager> | null)?.getSession !==
    'function'
  ) {
    throw new LoadFault(
      'session_manager_invalid',
      `The export "${name.export}" of ${file} has no method getSession.`
    );
  }
  return manager as ISessionManager;
}

/** The file of a module that is a path, a Node package, or a dotted path as in Python. */
export function findModule(
  module: string,
  folders: readonly string[],
  endings = ENDINGS
): string | null {
  const dotted = /^[^./\\][^/\\]*\.[^/\\]*$/.test(module)
    ? [module.replaceAll('.', '/')]
    : [];
  for (const folder of isAbsolute(module) ? [''] : folders) {
    for (const path of [module, ...dotted]) {
      const found =
        asFile(resolve(folder, path), endings) ?? asPackage(path, folder);
      if (found) {
        return found;
      }
    }
  }
  return null;
}

function asFile(path: string, endings: string[]): string | null {
  const candidates = [path, ...endings.map(ending => path + ending)];
  return (
    candidates.find(candidate =>
      statSync(candidate, { throwIfNoEntry: false })?.isFile()
    ) ?? null
  );
}

function asPackage(name: string, folder: string): string | null {
  if (!folder || name.startsWith('.')) {
    return null;
  }
  try {
    const { resolve: find } = createRequire(join(resolve(folder), 'here.js'));
    const found = find(name);
    return isAbsolute(found) ? found : null;
  } catch {
    return null;
  }
}

/** The public entry of jiti 2 (https://github.com/unjs/jiti). */
type Jiti = {
  createJiti(
    from: string,
    options: { fsCache: boolean; interopDefault: boolean }
  ): { import(file: string): Promise<unknown> };
};

async function load(file: string, typescriptLoader: string): Promise<unknown> {
  if (!/\.[cm]?ts$/.test(extname(file))) {
    try {
      return await import(pathToFileURL(file).href);
    } catch (error) {
      // Before Node 22.12, a .js file with `import` or `export` needs a package.json with "type":
      // "module".
      if (
        !(error instanceof SyntaxError) ||
        !/import statement|Unexpected token 'export'/.test(error.message)
      ) {
        throw error;
      }
    }
  }
  const { createJiti } = createRequire(typescriptLoader)(
    typescriptLoader
  ) as Jiti;
  const jiti = createJiti(file, { fsCache: false, interopDefault: false });
  return await jiti.import(file);
}

function pick(module: unknown, name: string): unknown {
  const namespace = module as Record<string, unknown>;
  const fallback = namespace.default as Record<string, unknown> | undefined;
  // The exports of a CommonJS module arrive as `default`; a compiled ES default is the `default` of
  // that.
  return name === 'default'
    ? (fallback?.default ?? fallback)
    : (namespace[name] ?? fallback?.[name]);
}

function construct(exported: unknown, options: SessionManagerOptions): unknown {
  if (typeof exported !== 'function') {
    return exported;
  }
  try {
    return new (exported as new (options: SessionManagerOptions) => unknown)(
      options
    );
  } catch (error) {
    if (
      error instanceof TypeError &&
      error.message.endsWith('is not a constructor')
    ) {
      return null;
    }
    throw error;
  }
}
