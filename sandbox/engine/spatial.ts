/**
 * Finds and loads DuckDB's spatial extension, behind HeavyDB's geo functions. It comes as the PyPI
 * package `duckdb-extension-spatial`, of the very version of DuckDB itself.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, version } from '@duckdb/node-api';

const PACKAGE = 'duckdb_extension_spatial';

/** The path of the extension's file, or none where the package is not in the `.venv` of `root`. */
export function findSpatialExtension(root: string): string | undefined {
  const venv = join(root, '.venv');
  const lib = join(venv, 'lib');
  const pythons = existsSync(lib)
    ? readdirSync(lib).map(python => join(lib, python, 'site-packages'))
    : [];
  return [...pythons, join(venv, 'Lib', 'site-packages')]
    .map(packages =>
      join(
        packages,
        PACKAGE,
        'extensions',
        version(),
        `${PACKAGE.split('_').at(-1)}.duckdb_extension`
      )
    )
    .find(existsSync);
}

/** Must come before the database is locked. */
export async function loadSpatialExtension(
  connection: DuckDBConnection,
  file: string
): Promise<void> {
  await connection.run(`LOAD '${file.replace(/'/g, "''")}'`);
}
