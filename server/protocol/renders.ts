/** Pictures that the database renders from HeavyDB's Vega. Types only. */

/**
 * `GET /renders`: whether the database renders pictures. A server without the call, or without a
 * renderer, answers false.
 */
export type RenderingReply = { renders: boolean; rendersPolygons: boolean };

/**
 * `POST /renders` renders a picture and answers when it is there. The pictures of a connection are
 * rendered one after another. If the caller hangs up, the database is interrupted.
 */
export type RenderRequest = {
  /**
   * HeavyDB's Vega, as JSON text of at most 4 MiB. Line breaks and tabs within strings are
   * accepted. A picture has at most 4096 × 4096 pixels.
   */
  vega: string;
  /** The `widget` of an earlier reply, whose picture this one replaces. Absent for a new one. */
  widget?: number;
  /** zlib level of the PNG, 0 to 9, or -1 for the database's own, as if absent. */
  compression?: number;
};

export type RenderReply = {
  /** Names the picture on this connection. A new number if `widget` was forgotten. */
  widget: number;
  /** The PNG in base64. */
  image: string;
  /** Milliseconds of the queries, by the database's own clock. */
  executionTimeMs: number;
  /** Milliseconds of the drawing, by the database's own clock. */
  renderTimeMs: number;
  /** The spec as the database resolved it, JSON text; empty if it does not say. */
  metadata: string;
};

/**
 * `POST /renders/{widget}/pixel`: the row that was drawn at a pixel. `render_unknown` means that the
 * picture was forgotten: render it again, then ask with the new `widget`.
 */
export type PixelRequest = {
  /** From the left. */
  x: number;
  /** From the bottom, as in the database. */
  y: number;
  /** In pixels, 0 to 100. */
  radius: number;
  /** By the name of a `data` of the spec: the columns whose values are wanted. */
  columns: Record<string, string[]>;
};

export type PixelReply = { hit: PixelHit | null };

export type PixelHit = {
  /** The name of the `data` of the spec. */
  data: string;
  rowId: number;
  values: { name: string; value: PixelValue }[];
};

/**
 * Integers beyond JavaScript's exact range, dates, times and arrays are texts, as in SQL. A
 * DECIMAL is a number.
 */
export type PixelValue = string | number | boolean | null;
