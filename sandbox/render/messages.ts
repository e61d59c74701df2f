/** What the sandbox and its drawing thread say to each other. */
import type { Row, VegaSpec } from '../../src/vega/vega-spec';

/** The column of a row that has its place among the rows. */
export const ROW_COLUMN = 'mark_row';

export type DrawRequest = {
  kind: 'draw';
  /** By which name the thread keeps the picture. */
  picture: string;
  spec: VegaSpec;
  rows: ReadonlyMap<string, readonly Row[]>;
};

export type PickRequest = {
  kind: 'pick';
  picture: string;
  /** Pixels; y from the bottom. */
  x: number;
  y: number;
  radius: number;
};

export type RenderRequest = DrawRequest | PickRequest;

/** A PNG, and as JSON the scales whose domains were computed from data. */
export type Drawn = { image: Uint8Array; metadata: string };

/** The row that is drawn at a pixel. */
export type Picked = { table: string; row: number } | null;

export type RenderReply =
  | { drawn: Drawn }
  | { picked: Picked }
  /** What is wrong with the specification, and where. */
  | { error: { message: string; path: string } };
