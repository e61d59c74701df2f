/** The part of Vega 5 that the translator writes: https://vega.github.io/schema/vega/v5.json. */

export type Vega5Spec = {
  $schema: string;
  width: number;
  height: number;
  padding: 0;
  autosize: 'none';
  background: 'transparent';
  data: Vega5Data[];
  scales: Vega5Scale[];
  marks: Vega5Mark[];
};

export type Vega5Data =
  | { name: string; values: object[] }
  | {
      name: string;
      source: string;
      transform: { type: 'filter'; expr: string }[];
    };

export type Vega5Scale = {
  name: string;
  type: string;
  domain: unknown;
  range: unknown;
  [more: string]: unknown;
};

export type Vega5Mark = {
  type: 'symbol' | 'rect' | 'path';
  from?: { data: string };
  encode: { enter: Record<string, Vega5Value> };
};

/** A value of a mark: constant, field, scaled field, or an expression. */
export type Vega5Value =
  { value: unknown } | { field: string; scale?: string } | { signal: string };
