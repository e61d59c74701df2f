/** Rows with numbers only where a query gave big ones: Vega's scales take no BigInt. */
import type { Row } from '../vega-spec';

export function plainRows(rows: readonly Row[]): readonly Row[] {
  const names = Object.keys(rows[0] ?? {}).filter(name =>
    rows.some(row => typeof row[name] === 'bigint')
  );
  return names.length === 0
    ? rows
    : rows.map(row => ({
        ...row,
        ...Object.fromEntries(
          names.map(name => [
            name,
            typeof row[name] === 'bigint' ? Number(row[name]) : row[name]
          ])
        )
      }));
}
