/**
 * Marks the database's errors in the text. A mark moves with the text, and disappears when its text
 * is edited or the next Run begins.
 */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { TextRange } from '../sql/text-range';

/** `index` is the statement's position in its Run. */
export type ErrorMark = TextRange & { index: number; message: string };

const setMarks = StateEffect.define<readonly ErrorMark[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (old, { changes, docChanged, effects, state }) => {
    let set = old;
    if (docChanged) {
      set = set
        .update({ filter: (from, to) => !changes.touchesRange(from, to) })
        .map(changes);
    }
    for (const effect of effects) {
      if (effect.is(setMarks)) {
        set = asDecorations(effect.value, state.doc.length);
      }
    }
    return set;
  },
  provide: field => EditorView.decorations.from(field)
});

/** The extensions that an editor needs for the functions below. */
export const errorMark: Extension = marks;

/** Marks these ranges and removes all other marks. */
export function markErrors(
  view: EditorView,
  errors: readonly ErrorMark[]
): void {
  view.dispatch({ effects: setMarks.of(errors) });
}

/** Current position of a statement's error; `null` if it is no longer marked. */
export function errorRangeOf(
  view: EditorView,
  index: number
): TextRange | null {
  for (const at = view.state.field(marks).iter(); at.value; at.next()) {
    if ((at.value.spec as { index?: number }).index === index) {
      return { from: at.from, to: at.to };
    }
  }
  return null;
}

function asDecorations(
  errors: readonly ErrorMark[],
  length: number
): DecorationSet {
  return Decoration.set(
    errors
      .filter(({ from, to }) => from < to && to <= length)
      .map(({ from, to, index, message }) =>
        Decoration.mark({
          class: 'jp-OmniSciError',
          attributes: { title: message },
          index
        }).range(from, to)
      ),
    true
  );
}
