/** All functions that are added to DuckDB: by a macro, or by another name. One line a topic. */
import { aggregates } from './functions/aggregates.js';
import { arrays } from './functions/arrays.js';
import { casts } from './functions/casts.js';
import { dates } from './functions/dates.js';
import { geo } from './functions/geo.js';
import { geoValues } from './functions/geo-values.js';
import { numbers } from './functions/numbers.js';
import { operators } from './functions/operators.js';
import { pixels } from './functions/pixels.js';
import { regexps } from './functions/regexps.js';
import { strings } from './functions/strings.js';
import type { FunctionTopic } from './functions/topic.js';

const TOPICS: readonly FunctionTopic[] = [
  operators,
  casts,
  dates,
  strings,
  regexps,
  numbers,
  aggregates,
  arrays,
  geoValues,
  pixels
];

export const MACROS: readonly string[] = TOPICS.flatMap(
  ({ macros = [] }) => macros
);

/** What needs DuckDB's spatial extension. */
export const GEO_MACROS: readonly string[] = geo.macros ?? [];

/** The same functions where that is not there: they fail. */
export const ABSENT_GEO_MACROS: readonly string[] = GEO_MACROS.map(macro =>
  macro.replace(
    /^CREATE MACRO (\w+)(\(.*?\)) AS [\s\S]*/,
    (_, name: string, parameters: string) =>
      `CREATE MACRO ${name}${parameters} AS error('${name.toUpperCase()} requires enabled GEOS support, which the sandbox database has with the Python package duckdb-extension-spatial')`
  )
);

/** DuckDB's name for a function of HeavyDB, by HeavyDB's name in capitals. */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  TOPICS.flatMap(({ renamed = {} }) => Object.entries(renamed))
);
