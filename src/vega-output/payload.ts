/** Reads what an output says of its picture, in every form since 2018. Pure. */
import type { JSONObject, JSONValue } from '@lumino/coreutils';
import {
  connectionInOutput,
  isJsonObject,
  type ConnectionInOutput
} from '../output/connection-in-output';
import type { Language } from '../vega-picture/picture';

export type VegaPayload = {
  language: Language;
  /** The spec as text. */
  text: string;
  /** In pixels; `null` if the spec does not say it in numbers. */
  size: { width: number; height: number } | null;
  /** The statements of the spec. */
  sql: readonly string[];
  /**
   * True if the spec has no data to draw. The extension of 2020 took the query out of the Vega-Lite
   * that it had drawn.
   */
  hasLostQuery: boolean;
  /** `null` if the notebook names no connection. */
  named: ConnectionInOutput | null;
};

/** The first is that of today. */
const KEYS = [
  ['vega', 'vega'],
  ['vegaLite', 'vega-lite'],
  ['vegalite', 'vega-lite']
] as const;

/** `null` if this version cannot read the output: anybody may have changed it. */
export function readVegaPayload(
  data: JSONValue | undefined
): VegaPayload | null {
  if (!isJsonObject(data)) {
    return null;
  }
  for (const [key, language] of KEYS) {
    const text = textOf(data[key]);
    if (text !== null) {
      const spec = specOf(data[key]);
      const views = spec && language === 'vega-lite' ? viewsIn(spec) : [];
      const sql = [
        ...views.flatMap(queryOf),
        ...(spec ? statementsIn(spec, MAX_DEPTH) : [])
      ];
      return {
        ...{ language, text, sql, size: spec && sizeOf(spec) },
        hasLostQuery:
          views.length > 0 && sql.length === 0 && !views.some(hasTable),
        named: connectionInOutput(data['connection'])
      };
    }
  }
  return null;
}

function textOf(spec: JSONValue | undefined): string | null {
  return isJsonObject(spec)
    ? JSON.stringify(spec)
    : typeof spec === 'string' && spec.trim() !== ''
      ? spec
      : null;
}

/** `null` for a text that is no JSON; Run shows what is wrong with it. */
function specOf(spec: JSONValue | undefined): JSONObject | null {
  if (isJsonObject(spec)) {
    return spec;
  }
  try {
    const read = JSON.parse(String(spec)) as JSONValue;
    return isJsonObject(read) ? read : null;
  } catch {
    return null;
  }
}

function sizeOf({ width, height }: JSONObject): VegaPayload['size'] {
  return typeof width === 'number' && typeof height === 'number'
    ? { width, height }
    : null;
}

/** No spec is deeper than that; a text of an output may be. */
const MAX_DEPTH = 50;

/** Every text that is called `sql`, wherever a spec has its data. */
function statementsIn(value: JSONValue, depth: number): string[] {
  if (depth === 0) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(item => statementsIn(item, depth - 1));
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([name, item]) =>
        name === 'sql' && typeof item === 'string' && item.trim() !== ''
          ? [item]
          : statementsIn(item, depth - 1)
      )
    : [];
}

/** The views of Vega-Lite: the spec, and its layers. */
function viewsIn(spec: JSONObject, depth = MAX_DEPTH): JSONObject[] {
  const layers = Array.isArray(spec['layer']) && depth > 0 ? spec['layer'] : [];
  return [
    spec,
    ...layers.filter(isJsonObject).flatMap(layer => viewsIn(layer, depth - 1))
  ];
}

/** A view may have its query as the text of its `data`. */
const queryOf = ({ data }: JSONObject): string[] =>
  typeof data === 'string' && data.trim() !== '' ? [data] : [];

/** What the extension of 2020 called the rows whose query it took out. */
const LOST = 'mapd_data';

const hasTable = ({ data }: JSONObject): boolean =>
  isJsonObject(data) &&
  (data['values'] !== undefined ||
    (data['name'] !== undefined && data['name'] !== LOST));
