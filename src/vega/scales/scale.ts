/** One scale of a specification, with its domain and range resolved to values. */

export type ScaleType =
  'linear' | 'log' | 'pow' | 'sqrt' | 'ordinal' | 'quantize' | 'threshold';

/** What a range holds, and hence what the scale may give. */
export type RangeKind = 'number' | 'color' | 'shape';

export type Scale = {
  name: string;
  path: string;
  type: ScaleType;
  domain: readonly (number | string)[];
  range: readonly (number | string)[];
  kind: RangeKind;
  clamp: boolean;
  exponent: number;
  /** As Vega 5 has it: `rgb`, `hsl-long`; absent for numbers. */
  interpolate?: string;
  /** What a value outside of an ordinal domain becomes. */
  defaultValue?: number | string;
  /** What NULL becomes. Rows with NULL are not drawn without it. */
  nullValue?: number | string;
};

/** The scales that interpolate. */
export const QUANTITATIVE: ReadonlySet<ScaleType> = new Set([
  'linear',
  'log',
  'pow',
  'sqrt'
]);
