/** Reads a specification and the rows of its queries, within the sandbox's limits. */
import type { DuckDBListValue, DuckDBValue } from '@duckdb/node-api';
import { parseVegaText } from '../../src/vega/parse-text';
import { sourcesOf } from '../../src/vega/sources';
import { VegaError } from '../../src/vega/vega-error';
import type { Row, VegaSpec } from '../../src/vega/vega-spec';
import type { QueryRunner } from '../engine/query-runner.js';
import { DatabaseError, messages } from '../errors.js';
import type { ISession } from '../sessions.js';
import { integerOf, realOf, slotOf, textOf } from '../types/cell.js';
import type { Column, ColumnType } from '../types/column-type.js';
import { ROW_COLUMN } from './messages.js';
import { specificationError } from './specification-error.js';

const MAX_PIXELS = 4096;
const MAX_ROWS = 500_000;

/** The rows of one query, as the database has them. */
export type SpecTable = { columns: Column[]; values: DuckDBValue[][] };

/** @throws DatabaseError in HeavyDB's words */
export function readSpec(text: string): VegaSpec {
  try {
    const spec = parseVegaText(text);
    for (const side of ['width', 'height'] as const) {
      if (spec[side] > MAX_PIXELS) {
        throw new VegaError(
          `"${side}" is ${spec[side]} pixels; the sandbox draws at most ${MAX_PIXELS}.`,
          `/${side}`
        );
      }
    }
    return spec;
  } catch (error) {
    throw error instanceof VegaError ? specificationError(error) : error;
  }
}

/** Runs the queries of a specification, one after another, in the session's database. */
export async function readTables(
  runner: QueryRunner,
  session: ISession,
  spec: VegaSpec
): Promise<Map<string, SpecTable>> {
  const tables = new Map<string, SpecTable>();
  for (const { name, sql, path } of sourcesOf(spec)) {
    tables.set(
      name,
      await runner.run({
        session,
        sql,
        check: ({ kind }) => {
          if (kind !== 'select') {
            throw new DatabaseError(messages.renderNotSelect);
          }
        },
        consume: async ({ columns, batches }) => {
          const values: DuckDBValue[][] = columns.map(() => []);
          for await (const batch of batches) {
            values.forEach((list, index) => {
              for (const value of batch.values(index)) {
                list.push(value);
              }
            });
            if ((values[0]?.length ?? 0) > MAX_ROWS) {
              throw specificationError({
                path,
                message: `The query has more than ${MAX_ROWS} rows, which is the most that the sandbox draws.`
              });
            }
          }
          return { columns, values };
        }
      })
    );
  }
  return tables;
}

/** The rows for the translator, each with its place among them. */
export function rowsOf({ columns, values }: SpecTable): Row[] {
  return Array.from({ length: values[0]?.length ?? 0 }, (_, index) => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, type }, column) => {
      row[name] = plain(values[column]?.[index] ?? null, type);
    });
    row[ROW_COLUMN] = index;
    return row;
  });
}

function plain(value: DuckDBValue, type: ColumnType): unknown {
  if (value === null) {
    return null;
  }
  if (type.isArray) {
    const element = { ...type, isArray: false };
    return (value as DuckDBListValue).items.map(item => plain(item, element));
  }
  switch (slotOf(type.datum)) {
    case 'int':
      return typeof value === 'number' ? value : Number(integerOf(value, type));
    case 'real':
      return realOf(value);
    case 'str':
      return textOf(value);
  }
}
