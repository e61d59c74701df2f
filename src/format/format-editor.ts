/**
 * Replaces the text of an editor by formatted SQL as one undo step, and keeps the cursor in place.
 */
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { Formatted, OneBasedPosition } from './format-sql';

/**
 * Formats the selection, or everything if nothing is selected. A text that cannot be parsed stays
 * unchanged.
 */
export function formatEditor(
  editor: CodeEditor.IEditor,
  format: (text: string) => Formatted
): Formatted {
  const { sharedModel } = editor.model;
  const source = sharedModel.getSource();
  const { start, end, isSelection } = rangeToFormat(editor, source);
  const before = source.slice(start, end);
  const formatted = format(before);
  if (formatted.kind === 'unreadable') {
    return inWholeText(formatted, source.slice(0, start));
  }
  const { text } = formatted;
  if (text === before) {
    return formatted;
  }
  const cursor = editor.getOffsetAt(editor.getCursorPosition());
  select(editor, { start, end });
  stopCapturing(sharedModel);
  editor.replaceSelection?.(text);
  stopCapturing(sharedModel);
  const offset = isSelection
    ? start + text.length
    : samePlace({ before, after: text, offset: cursor });
  const position = editor.getPositionAt(offset);
  if (position) {
    editor.setCursorPosition(position);
  }
  return formatted;
}

function rangeToFormat(
  editor: CodeEditor.IEditor,
  source: string
): { start: number; end: number; isSelection: boolean } {
  const selection = editor.getSelection();
  const [start = 0, end = 0] = [selection.start, selection.end]
    .map(position => editor.getOffsetAt(position))
    .sort((a, b) => a - b);
  return source.slice(start, end).trim() === ''
    ? { start: 0, end: source.length, isSelection: false }
    : { start, end, isSelection: true };
}

/** The offset after the same number of visible characters: formatting moves only spaces. */
export function samePlace(options: {
  before: string;
  after: string;
  offset: number;
}): number {
  const { before, after, offset } = options;
  let left = before.slice(0, offset).replace(/\s/g, '').length;
  let place = 0;
  while (left > 0 && place < after.length) {
    if (!/\s/.test(after.charAt(place))) {
      left--;
    }
    place++;
  }
  return place;
}

/** Maps a position in the selection to one in the whole text. */
function inWholeText(
  { position }: { position: OneBasedPosition },
  textBefore: string
): Formatted {
  const lines = textBefore.split('\n');
  const lastLine = lines.at(-1) ?? '';
  return {
    kind: 'unreadable',
    position: {
      line: position.line + lines.length - 1,
      column: position.column + (position.line === 1 ? lastLine.length : 0)
    }
  };
}

function select(
  editor: CodeEditor.IEditor,
  range: { start: number; end: number }
): void {
  const start = editor.getPositionAt(range.start);
  const end = editor.getPositionAt(range.end);
  if (start && end) {
    editor.setSelection({ start, end });
  }
}

/** Yjs joins edits of the same half second into one undo step unless told otherwise. */
function stopCapturing(sharedModel: object): void {
  const { undoManager } = sharedModel as {
    undoManager?: { stopCapturing(): void } | null;
  };
  undoManager?.stopCapturing();
}
