/**
 * HeavyDB's dialect of Vega: what its renderer reads. The y axis points up, with 0 at the bottom;
 * sizes are pixels; colours and sizes are in `properties`, not in `encode`. Whether the values are
 * right is checked when they are used: `translate` throws a VegaError.
 */

export type VegaSpec = {
  width: number;
  height: number;
  data?: VegaData[];
  scales?: VegaScale[];
  projections?: VegaProjection[];
  marks?: VegaMark[];
  [more: string]: unknown;
};

/** A table: the rows of a query, or those of the specification, or computed from another. */
export type VegaData = {
  name: string;
  sql?: string;
  values?: unknown;
  source?: string;
  transform?: unknown;
  format?: unknown;
  [more: string]: unknown;
};

export type VegaScale = {
  name: string;
  type?: unknown;
  domain?: unknown;
  range?: unknown;
  [more: string]: unknown;
};

export type VegaProjection = {
  name: string;
  type?: unknown;
  bounds?: unknown;
  [more: string]: unknown;
};

export type VegaMark = {
  type: string;
  from?: unknown;
  properties?: unknown;
  transform?: unknown;
  [more: string]: unknown;
};

/**
 * One row of a query. Timestamps and dates are epoch numbers in their column's own unit, as in
 * HeavyDB; geometries are WKT; arrays are arrays.
 */
export type Row = Readonly<Record<string, unknown>>;
