/** Offsets into a text, in UTF-16 units, as in CodeMirror. */
export type TextRange = { from: number; to: number };
