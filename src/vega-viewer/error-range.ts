/** Where in the text an error is. Pure. */
import type { TextRange } from '../sql/text-range';
import { offsetOfPath } from '../vega/parse-text';

/**
 * The range to mark, at least one character; `null` if the error names no place, or if the text has
 * none there.
 *
 * @param path - a JSON pointer; empty if it is not known.
 * @param offset - of a text that is no JSON.
 */
export function errorRange(
  text: string,
  { path, offset }: { path: string; offset?: number | undefined }
): TextRange | null {
  if (path !== '') {
    const place = offsetOfPath(text, path);
    return place && atLeastOne(text, place.start, endOfLine(text, place));
  }
  return offset === undefined ? null : atLeastOne(text, offset, offset);
}

/** A mark over many lines tells nothing: it ends with its first. */
function endOfLine(
  text: string,
  { start, end }: { start: number; end: number }
): number {
  const lineEnd = text.indexOf('\n', start);
  return lineEnd === -1 ? end : Math.min(end, lineEnd);
}

/** At the end of the text, its last character. */
function atLeastOne(text: string, from: number, to: number): TextRange | null {
  const start = Math.max(0, Math.min(from, text.length - 1));
  return text.length === 0
    ? null
    : { from: start, to: Math.min(text.length, Math.max(to, start + 1)) };
}
