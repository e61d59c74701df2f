/** Methods that draw specifications of Vega, and tell the row at a pixel. */
import {
  type TPixel,
  TPixelTableRowResult,
  TRenderResult,
  TRowSet
} from '../../../server/thrift/generated/heavydb_types.js';
import { DatabaseError, messages } from '../../errors.js';
import { Pictures } from '../../render/pictures.js';
import {
  readSpec,
  readTables,
  rowsOf,
  type SpecTable
} from '../../render/read-spec.js';
import { columnarRowSet, rowWiseRowSet } from '../row-set.js';
import { int64 } from '../runtime.js';
import { answerIn, type Services } from './services.js';

/** What the generated stubs make of an i64: the library's own class, or nothing. */
type Int64 = { toNumber(): number } | number | null | undefined;

export const renderMethods = (services: Services) => {
  const pictures = new Pictures();
  return {
    render_vega: (
      session: string,
      widget_id: unknown,
      vega_json: string,
      _compression_level: number,
      nonce: string
    ): Promise<TRenderResult> =>
      answerIn(services, session, async found => {
        const renderer = rendererOf(services);
        const start = performance.now();
        const spec = readSpec(vega_json);
        const tables = await readTables(services.runner, found, spec);
        const executed = performance.now();
        const picture = Pictures.nameOf(session, numberOf(widget_id as Int64));
        const { image, metadata } = await renderer.draw(session, {
          picture,
          spec,
          rows: new Map(
            [...tables].map(([name, table]) => [name, rowsOf(table)])
          )
        });
        pictures.keep(picture, tables);
        const end = performance.now();
        return new TRenderResult({
          image: Buffer.from(image),
          nonce: nonce ?? '',
          execution_time_ms: int64(Math.round(executed - start)),
          render_time_ms: int64(Math.round(end - executed)),
          total_time_ms: int64(Math.round(end - start)),
          vega_metadata: metadata
        });
      }),

    get_result_row_for_pixel: (
      session: string,
      widget_id: unknown,
      pixel: TPixel,
      table_col_names: Record<string, string[]>,
      column_format: boolean,
      pixelRadius: number,
      nonce: string
    ): Promise<TPixelTableRowResult> =>
      answerIn(services, session, async () => {
        const renderer = rendererOf(services);
        const name = Pictures.nameOf(session, numberOf(widget_id as Int64));
        const picked = await renderer.pick(session, {
          picture: name,
          x: numberOf(pixel?.x as Int64),
          y: numberOf(pixel?.y as Int64),
          radius: pixelRadius ?? 0
        });
        const table = picked && pictures.find(name, picked.table);
        const place = picked?.row ?? -1;
        return new TPixelTableRowResult({
          pixel,
          vega_table_name: table ? picked.table : '',
          table_id: [int64(table ? 0 : -1)],
          row_id: [int64(table ? rowIdOf(table, place) : -1)],
          row_set: table
            ? await rowSetOf(
                table,
                place,
                table_col_names?.[picked.table] ?? [],
                column_format
              )
            : noRows(column_format),
          nonce: nonce ?? ''
        });
      })
  };
};

function rendererOf({ renderer }: Services): NonNullable<Services['renderer']> {
  if (!renderer) {
    throw new DatabaseError(messages.renderingDisabled);
  }
  return renderer;
}

function numberOf(value: Int64): number {
  return typeof value === 'object' && value !== null
    ? value.toNumber()
    : (value ?? 0);
}

/** The value of `rowid` where the query selects it; the place among the rows otherwise. */
function rowIdOf({ columns, values }: SpecTable, place: number): number {
  const index = columns.findIndex(({ name }) => name === 'rowid');
  const value = values[index]?.[place];
  return typeof value === 'bigint' || typeof value === 'number'
    ? Number(value)
    : place;
}

async function rowSetOf(
  table: SpecTable,
  place: number,
  names: readonly string[],
  isColumnar: boolean
): Promise<TRowSet> {
  const indexes = names.map(name => {
    const index = table.columns.findIndex(column => column.name === name);
    if (index < 0) {
      throw new DatabaseError(messages.pixelColumnUnknown(name));
    }
    return index;
  });
  const columns = indexes.flatMap(index => table.columns[index] ?? []);
  const batch = {
    rowCount: 1,
    values: (column: number) => [
      table.values[indexes[column] ?? -1]?.[place] ?? null
    ]
  };
  return isColumnar
    ? columnarRowSet(columns, [batch])
    : rowWiseRowSet(columns, [batch]);
}

const noRows = (isColumnar: boolean): TRowSet =>
  new TRowSet({
    row_desc: [],
    rows: [],
    columns: [],
    is_columnar: isColumnar ?? false
  });
