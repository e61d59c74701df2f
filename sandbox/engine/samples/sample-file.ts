/**
 * Prepares the DuckDB file with the sample tables once and answers its path. Several processes may
 * do so at the same time: each writes a file of its own and renames it, so a reader finds either a
 * whole file or none. Old files stay; the folder may be deleted at any time.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import { createTableSql, parseCreateTable, quoted } from '../../dialect/ddl.js';
import { tokenize } from '../../dialect/tokens.js';
import { SAMPLE_TABLES } from './sample-tables.js';
import { WEATHER_TABLES } from './weather-tables.js';

export async function prepareSamples(folder: string): Promise<string> {
  // The package exports one file, in its build/ folder; the data lie beside that.
  const data = join(
    dirname(createRequire(import.meta.url).resolve('vega-datasets')),
    '../data'
  );
  const file = (name: string): string =>
    `'${join(data, name).replace(/'/g, "''")}'`;
  const recipe = [...SAMPLE_TABLES, ...WEATHER_TABLES].map(
    ({ definition, rows }) => ({
      table: parseCreateTable(tokenize(definition)),
      rows: rows(file)
    })
  );
  const key = createHash('sha256')
    .update(JSON.stringify([version(), recipe]))
    .digest('hex')
    .slice(0, 16);
  const target = resolve(folder, `samples-${key}.duckdb`);
  if (existsSync(target)) {
    return target;
  }
  await mkdir(folder, { recursive: true });
  const draft = resolve(folder, `draft-${randomUUID()}.duckdb`);
  try {
    const instance = await DuckDBInstance.create(draft);
    const connection = await instance.connect();
    for (const { table, rows } of recipe) {
      await connection.run(createTableSql(table));
      await connection.run(`INSERT INTO ${quoted(table.name)} ${rows}`);
    }
    await connection.run('CHECKPOINT');
    connection.closeSync();
    instance.closeSync();
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
  return target;
}
