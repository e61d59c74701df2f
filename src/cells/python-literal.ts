/** Writes a text as a readable Python string literal that Python reads back exactly. Pure. */

const NAMED: Record<string, string> = {
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '\\': '\\\\'
};

/** Escapes backslashes and control characters, except those in `kept`. */
function escape(text: string, kept: string): string {
  return Array.from(text, character => {
    const isControl = character < ' ' || character === '\x7f';
    if (kept.includes(character) || !(isControl || character === '\\')) {
      return character;
    }
    return (
      NAMED[character] ??
      `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
    );
  }).join('');
}

/** Double quotes for one line, triple quotes for several lines, so that SQL keeps its layout. */
export function pythonLiteral(text: string): string {
  if (!text.includes('\n')) {
    return `"${escape(text, '').replaceAll('"', '\\"')}"`;
  }
  // Three quotes in a row, or one at the very end, would close the literal.
  const body = escape(text, '\n\t').replace(/"(?="|$)/g, '\\"');
  return `"""${body}"""`;
}
