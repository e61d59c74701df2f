/** The sandbox's engine without its ports: runs statements of one user in one database. */
import { join } from 'node:path';
import {
  DuckDBDecimalValue,
  DuckDBListValue,
  type DuckDBValue
} from '@duckdb/node-api';
import { Database } from '../../sandbox/engine/database';
import { QueryRunner } from '../../sandbox/engine/query-runner';
import { SAMPLE_TABLES } from '../../sandbox/engine/samples/sample-tables';
import { findSpatialExtension } from '../../sandbox/engine/spatial';
import { SessionStore } from '../../sandbox/sessions';
import { SystemCatalog } from '../../sandbox/system-catalog';
import { type Column, heavyTypeName } from '../../sandbox/types/column-type';
import { ROOT } from './root';

export type Answer = { columns: Column[]; rows: unknown[][] };

export interface IEngine {
  run(sql: string): Promise<Answer>;
  close(): void;
}

export async function openEngine(): Promise<IEngine> {
  const database = await Database.open({
    name: 'heavyai',
    samples: {
      tables: SAMPLE_TABLES,
      dataDir: join(ROOT, 'build', 'sandbox-data')
    },
    spatial: findSpatialExtension(ROOT)
  });
  const systemCatalog = new SystemCatalog();
  const admin = systemCatalog.addUser('admin', 'secret');
  systemCatalog.addDatabase(database, admin);
  const sessions = new SessionStore({
    systemCatalog,
    idleMinutes: 60,
    maximumMinutes: 60
  });
  const runner = new QueryRunner({
    systemCatalog,
    sessions,
    openDatabase: name => Database.open({ name })
  });
  const session = sessions.connect('admin', 'secret', '');
  return {
    run: sql =>
      runner.run({
        session,
        sql,
        consume: async ({ columns, batches }) => {
          const rows: unknown[][] = [];
          for await (const batch of batches) {
            const lists = columns.map((_, index) => batch.values(index));
            for (let row = 0; row < batch.rowCount; row += 1) {
              rows.push(lists.map(list => plain(list[row])));
            }
          }
          return { columns, rows };
        }
      }),
    close: () => database.close()
  };
}

/** A value as JSON has it: what is no number, truth value or list is its text. */
function plain(value: DuckDBValue | undefined): unknown {
  if (value instanceof DuckDBListValue) {
    return value.items.map(plain);
  }
  if (value instanceof DuckDBDecimalValue) {
    return Number(value.toString());
  }
  if (typeof value === 'bigint') {
    return BigInt(Number(value)) === value ? Number(value) : value.toString();
  }
  return typeof value === 'object' && value !== null ? value.toString() : value;
}

export const typesOf = ({ columns }: Answer): string =>
  columns.map(({ type }) => heavyTypeName(type)).join(', ');
