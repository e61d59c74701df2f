import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { foldedBelow } from '../../../../src/text-result/indent-folds';

/** What is left of a text when the fold below one of its lines is closed. */
const folded = (text: string, line: number): string | null => {
  const state = EditorState.create({ doc: text });
  const fold = foldedBelow(state, state.doc.line(line).from);
  return fold && `${text.slice(0, fold.from)}…${text.slice(fold.to)}`;
};

const PLAN = 'Sort\n  Project\n    Scan\n\n  Filter\nEnd';

describe('folds by indentation', () => {
  it('close all lines that are indented more', () => {
    expect(folded(PLAN, 1)).toBe('Sort…\nEnd');
    expect(folded(PLAN, 2)).toBe('Sort\n  Project…\n\n  Filter\nEnd');
  });

  it('are not offered where nothing is below, or on a blank line', () => {
    expect(folded(PLAN, 3)).toBeNull();
    expect(folded(PLAN, 4)).toBeNull();
    expect(folded(PLAN, 6)).toBeNull();
  });
});
