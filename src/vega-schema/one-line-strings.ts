/**
 * The text with blanks for the line breaks within its strings: JSON with the same offsets. People
 * write SQL in several lines. A text with an open string stays as it is, since everything behind
 * would be taken for the string. Pure.
 */
export function withOneLineStrings(text: string): string {
  let isOpen = false;
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (isOpen && char === '\\') {
      result += text.slice(at, at + 2);
      at++;
    } else {
      isOpen = isOpen !== (char === '"');
      result += isOpen && char < ' ' ? ' ' : char;
    }
  }
  return isOpen ? text : result;
}
