/** Writes amounts for people: times, counts and bytes. Pure. */

/** `340 ms`, `1.23 s`, `12.3 s`, `2:05 min`. */
export function duration(ms: number): string {
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  return ms < 60_000
    ? `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
    : `${clockTime(ms)} min`;
}

/** Minutes and seconds: `0:07`, `12:30`. */
export function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const rest = String(seconds % 60).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${rest}`;
}

/** `10,000` */
export const count = (n: number): string => n.toLocaleString('en');

/** `12 kB`, `3.4 MB`; a million bytes are one MB, as browsers count downloads. */
export function byteCount(bytes: number): string {
  if (bytes < 1e6) {
    return `${Math.ceil(bytes / 1e3)} kB`;
  }
  return bytes < 1e9
    ? `${(bytes / 1e6).toFixed(1)} MB`
    : `${(bytes / 1e9).toFixed(2)} GB`;
}
