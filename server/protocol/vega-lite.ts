/** Vega-Lite, which the sidecar translates to HeavyDB's Vega. Types only. */

export type VegaLiteRequest = {
  /** A spec of one view or of layers, as JSON text of at most 4 MiB. */
  vegaLite: string;
};

/**
 * `POST /vega-lite`: what `POST /renders` draws. Domains that the spec leaves to the data have been
 * asked for. `vega_invalid` names the first property that the database does not draw, and its place.
 */
export type VegaLiteReply = {
  /** HeavyDB's Vega, as JSON text. */
  vega: string;
};
