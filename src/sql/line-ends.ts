/**
 * The only place that interprets line ends. CodeMirror, which shows the text, counts `\r
 * ` and `\r` as one character: a text that contains them would be shown, saved and run at different
 * offsets. Pure.
 */

/**
 * The text with `
 * ` for each of CodeMirror's line ends; it has no others (U+2028, U+0085).
 */
export const withLineFeeds = (text: string): string =>
  text.replace(/\r\n?/g, '\n');
