/** Cuts a text that is too long to be shown. Pure. */

/** No emoji is longer; a sequence of more combining marks may be cut. */
const MAX_CHARACTER_LENGTH = 100;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The text, or its beginning and an ellipsis. It is cut between characters as a person sees them
 * (Unicode's extended grapheme clusters), so that no emoji and no accented letter is cut in two.
 * @param maxLength - in UTF-16 code units, like `text.length`, without the ellipsis.
 * @param ellipsis - replaces the rest.
 */
export function truncate(
  text: string,
  maxLength: number,
  ellipsis = '…'
): string {
  if (text.length <= maxLength) {
    return text;
  }
  const start = text.slice(0, maxLength + MAX_CHARACTER_LENGTH);
  const end =
    segmenter.segment(start).containing(maxLength)?.index ??
    codePointStart(text, maxLength);
  return text.slice(0, end || codePointStart(text, maxLength)) + ellipsis;
}

/** The position, or the one before it if it is inside a surrogate pair. */
const codePointStart = (text: string, at: number): number =>
  (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
