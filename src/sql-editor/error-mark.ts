/**
 * Marks in the text what the database complained of. A mark moves with the text, and goes when the
 * text under it is edited, or the next Run begins.
 */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { TextRange } from '../sql/statements';

/** `index` is the statement's place in its Run. */
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

/** What an editor needs for the functions below to work on it. */
export const errorMark: Extension = marks;

/** Marks these places and no others. */
export function markErrors(
  view: EditorView,
  errors: readonly ErrorMark[]
): void {
  view.dispatch({ effects: setMarks.of(errors) });
}

/** Where the error of a statement is by now; `null` where it is not marked any more. */
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
