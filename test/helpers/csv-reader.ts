/**
 * Reads CSV according to RFC 4180, character by character; for tests, independent of the writer.
 */

/** `null` for a field with nothing at all, `''` for an empty quoted one. */
export function readCsv(
  text: string,
  { separator = ',', lineEnd = '\r\n' } = {}
): (string | null)[][] {
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  for (let at = 0; at < text.length;) {
    let field: string | null = null;
    if (text[at] === '"') {
      field = '';
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) {
          throw new Error('A quote is not closed.');
        }
        field += text[at];
        at += text[at] === '"' ? 1 : 0;
      }
      at++;
    } else {
      for (
        ;
        at < text.length && ![separator, '\r', '\n'].includes(text[at]!);
        at++
      ) {
        if (text[at] === '"') {
          throw new Error('A quote stands in a field without quotes.');
        }
        field = (field ?? '') + text[at];
      }
    }
    record.push(field);
    if (text[at] === separator) {
      at++;
      if (at === text.length) {
        throw new Error('The last line does not end.');
      }
    } else if (text.startsWith(lineEnd, at)) {
      at += lineEnd.length;
      records.push(record);
      record = [];
    } else {
      throw new Error('A line ends in another way.');
    }
  }
  return records;
}
