/** All functions that are added to DuckDB: by a macro, or by another name. One line a topic. */
import { aggregates } from './functions/aggregates.js';
import { arrays } from './functions/arrays.js';
import { dates } from './functions/dates.js';
import { geo } from './functions/geo.js';
import { numbers } from './functions/numbers.js';
import { pixels } from './functions/pixels.js';
import { strings } from './functions/strings.js';
import type { FunctionTopic } from './functions/topic.js';

const TOPICS: readonly FunctionTopic[] = [
  dates,
  strings,
  numbers,
  aggregates,
  arrays,
  geo,
  pixels
];

export const MACROS: readonly string[] = TOPICS.flatMap(
  ({ macros = [] }) => macros
);

/** DuckDB's name for a function of HeavyDB, by HeavyDB's name in capitals. */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  TOPICS.flatMap(({ renamed = {} }) => Object.entries(renamed))
);
