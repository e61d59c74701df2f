/**
 * The one reading of line ends. CodeMirror, which shows the text, counts `\r\n` and `\r` as one
 * letter: a text that holds them is shown, kept and run at different offsets. Pure.
 */

/** The text with `\n` for each of CodeMirror's line ends; it takes no others (U+2028, U+0085). */
export const withLineFeeds = (text: string): string =>
  text.replace(/\r\n?/g, '\n');
