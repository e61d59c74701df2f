/** The database is locked below all that the dialect refuses. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../../../sandbox/engine/database';
import { findSpatialExtension } from '../../../../sandbox/engine/spatial';
import { ROOT } from '../../../helpers/root';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
const POINT = '{"type":"Point","coordinates":[1,2]}';
writeFileSync(join(folder, 'point.geojson'), POINT);
writeFileSync(join(folder, 'point.csv'), 'a,b\n1,2\n');

let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await Database.open({
    name: 'locked',
    spatial: findSpatialExtension(ROOT)
  });
  connection = await database.connect();
});
afterAll(() => {
  connection?.closeSync();
  database?.close();
  rmSync(folder, { recursive: true });
});

test('geo functions are there', async () => {
  const answer = await connection.runAndReadAll(
    "SELECT st_distance('POINT(0 0)', 'POINT(3 4)')"
  );
  expect(answer.getRows()).toEqual([[5]]);
});

test.each([
  "SELECT * FROM st_read('FOLDER/point.geojson')",
  "SELECT * FROM st_read_meta('FOLDER/point.geojson')",
  "SELECT * FROM read_text('FOLDER/point.geojson')",
  "SELECT * FROM 'FOLDER/point.csv'",
  "COPY (SELECT 1) TO 'FOLDER/written.csv'",
  "COPY (SELECT st_point(1, 2)) TO 'FOLDER/written.json' WITH (FORMAT GDAL, DRIVER 'GeoJSON')",
  "ATTACH 'FOLDER/written.duckdb'",
  "LOAD 'FOLDER/point.geojson'",
  'SET enable_external_access = true',
  'SET threads = 1'
])('DuckDB itself refuses %s', async sql => {
  await expect(connection.run(sql.replace('FOLDER', folder))).rejects.toThrow(
    /disabled|locked|Permission|Could not open|external access/i
  );
});
