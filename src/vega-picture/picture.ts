/** What a picture is, and what is being done for one. Types only. */
import type { Widget } from '@lumino/widgets';
import type { IConnection } from '../tokens';
import type { VegaSpec } from '../vega/vega-spec';
import type { View } from './view/view';

/** The sidecar translates Vega-Lite to HeavyDB's Vega. */
export type Language = 'vega' | 'vega-lite';

export type Engine = 'database' | 'browser';

/** The rows of one `data` of the spec. */
export type SourceRows = {
  name: string;
  rows: number;
  /** True if the database has more. */
  isCut: boolean;
};

/** A drawn picture. */
export type Picture = {
  by: Engine;
  /** The PNG in base64. */
  png: string;
  /** What the browser drew; `null` to show the PNG. */
  canvas: Widget | null;
  /** As it was drawn: of another size and view than in the text, if the user chose them. */
  spec: VegaSpec;
  view: View;
  connection: IConnection;
  elapsedMs: number;
  /** What the browser drew from; empty for the database's. */
  sources: readonly SourceRows[];
};

/** What is being done at the moment. */
export type PictureActivity =
  | { phase: 'starting' | 'database' | 'drawing' }
  | {
      phase: 'rows';
      /** Name of the `data`. */
      name: string;
      rows: number;
    };
