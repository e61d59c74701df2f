/**
 * What the Jupyter server is told for its event system and its metrics. The fields are those of the
 * schemas in `jupyterlab_omnisci/telemetry/schemas/`. They hold no SQL and no secret.
 */
import type { ConnectionKey, ErrorCode } from '../protocol';

export type SidecarEvent = {
  /** In the answer, and in the log, of the request that caused it. */
  request_id: string;
} & (
  | {
      kind: 'query';
      connection: ConnectionKey;
      outcome: 'succeeded' | 'failed' | 'cancelled';
      /** `null` if it succeeded. */
      code: ErrorCode | null;
      /** `null` if it did not succeed. */
      rows: number | null;
      /** Milliseconds from the request until the last row was there. */
      elapsed_ms: number;
      /** Milliseconds in the database, by its own clock; `null` if it did not succeed. */
      execution_ms: number | null;
    }
  | {
      kind: 'render';
      connection: ConnectionKey;
      outcome: 'succeeded' | 'failed' | 'cancelled';
      /** `null` if it succeeded. */
      code: ErrorCode | null;
      /** Milliseconds from the request until the picture was there. */
      elapsed_ms: number;
      /** Milliseconds of its queries, by the database's clock; `null` if it did not succeed. */
      execution_ms: number | null;
      /** Milliseconds of the drawing, by the database's clock; `null` if it did not succeed. */
      render_ms: number | null;
    }
  | {
      kind: 'sign-in' | 'sign-out';
      /** ID of the server. */
      connection: ConnectionKey;
      outcome: 'succeeded' | 'failed';
      /** `null` if it succeeded. */
      code: ErrorCode | null;
      elapsed_ms: number;
    }
  | {
      kind: 'request-failure';
      /** Method and pattern of the route. */
      route: string;
      code: ErrorCode;
      /** Of the HTTP answer. */
      status: number;
    }
);

export interface IEvents {
  record(event: SidecarEvent): void;
}
