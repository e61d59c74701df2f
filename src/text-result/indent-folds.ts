/** Folds the lines that are indented more than the line above them. */
import { foldService } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/** The width of a line's indentation; `null` if the line is blank. */
const indentOf = (text: string): number | null =>
  /\S/.test(text) ? text.search(/\S/) : null;

/** What folds below a line, from the line's end; `null` if nothing does. */
export function foldedBelow(
  state: EditorState,
  lineStart: number
): { from: number; to: number } | null {
  const { doc } = state;
  const line = doc.lineAt(lineStart);
  const indent = indentOf(line.text);
  if (indent === null) {
    return null;
  }
  let { to } = line;
  for (let number = line.number + 1; number <= doc.lines; number++) {
    const next = doc.line(number);
    const nextIndent = indentOf(next.text);
    if (nextIndent !== null && nextIndent <= indent) {
      break;
    }
    if (nextIndent !== null) {
      to = next.to;
    }
  }
  return to > line.to ? { from: line.to, to } : null;
}

export const indentFolds = foldService.of(foldedBelow);
