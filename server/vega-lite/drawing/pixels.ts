/** The scales of a picture and its size, for those who draw on it. */
import type { DialectScale } from '../scales/scale-def';
import type { Channel } from '../view/fields';

export type Pixels = {
  width: number;
  height: number;
  scales: ReadonlyMap<Channel, DialectScale>;
  /** Pixels of a band or a step of x or y; absent for numbers. */
  bands: ReadonlyMap<Channel, number>;
  /** True for marks that are on a map. */
  hasProjection: boolean;
};

/** A property of a mark in HeavyDB's Vega. */
export type Property =
  | string
  | number
  | boolean
  | { field: string; scale?: string }
  | { value: number; scale: string };

export type Properties = Record<string, Property>;

/** The projection's name; every picture has one at most. */
export const PROJECTION = 'projection';

/** The scale of the far edge of a bar, a pixel before the next one's near edge. */
export const farScale = (channel: string): string => `${channel}_far`;
