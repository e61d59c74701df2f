/** Makes what the connectors' specs look for: two tables of HEAVY.AI's own server. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../stamps.mjs';

const { DbCon } = createRequire(import.meta.url)('@heavyai/connector');

/** @param {number} httpPort of the sandbox */
export async function makeConnectorTables(httpPort) {
  const connection = await new DbCon()
    .protocol('http')
    .host('127.0.0.1')
    .port(httpPort)
    .dbName('heavyai')
    .user('admin')
    .password('HyperInteractive')
    .connectAsync();
  const text = readFileSync(join(ROOT, 'test/suites/connector.sql'), 'utf8');
  for (const statement of text.split(/;\n/).filter(part => part.trim())) {
    await connection.queryAsync(statement, {});
  }
  await connection.disconnectAsync();
}
