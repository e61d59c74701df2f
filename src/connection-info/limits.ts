/** What the administrator allows on a connection, before and after it is known. Pure. */
import type { Limits } from '../../server/protocol';

/** Until the sidecar has told; it keeps to its own whatever is asked. */
export const NO_LIMITS: Limits = { maxRows: null, export: true, history: true };

/**
 * The most rows to ask for.
 *
 * @param rowLimit - what the user chose; `null` for all.
 */
export const withinLimit = (
  rowLimit: number | null,
  { maxRows }: Limits
): number | null =>
  maxRows === null ? rowLimit : Math.min(rowLimit ?? maxRows, maxRows);
