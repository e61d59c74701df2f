/** Until when a session is good, as a session file, a command or a session manager writes it; pure. */

/** What {@link parseExpiry} understands, for a message. */
export const EXPIRY_FORM =
  'a time with a time zone, such as "2026-11-29T18:00:00Z", or the seconds since 1970';

/** With a time zone: without one, the time is not known. */
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;
const MAX_SECONDS = 253_402_300_799;

/**
 * @param value - {@link EXPIRY_FORM}, as AWS's `Expiration` or a JWT's `exp`.
 * @returns milliseconds since 1970; `null` where nothing is given, `undefined` where it is no time.
 */
export function parseExpiry(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') {
    return null;
  }
  if (typeof value === 'number') {
    return value >= 0 && value <= MAX_SECONDS
      ? Math.round(1000 * value)
      : undefined;
  }
  const time =
    typeof value === 'string' && ISO.test(value.trim())
      ? Date.parse(value.trim())
      : NaN;
  return Number.isNaN(time) ? undefined : time;
}
