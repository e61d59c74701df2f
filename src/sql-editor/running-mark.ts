/** Marks the running statement in the text; the marks move with the text as it is edited. */
import {
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Extension
} from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { TextRange } from '../sql/text-range';

type Marks = {
  /** Each statement of the Run, by its position; invisible by themselves. */
  statements: DecorationSet;
  /** The position of the visible one; `null` for none. */
  running: number | null;
};

const setStatements = StateEffect.define<readonly (TextRange | null)[]>();
const setRunning = StateEffect.define<number | null>();

const marks = StateField.define<Marks>({
  create: () => ({ statements: Decoration.none, running: null }),
  update: (old, { changes, docChanged, effects, state }) => {
    let { statements, running } = old;
    if (docChanged) {
      statements = statements.map(changes);
    }
    for (const effect of effects) {
      if (effect.is(setStatements)) {
        statements = asDecorations(effect.value, state.doc.length);
      } else if (effect.is(setRunning)) {
        running = effect.value;
      }
    }
    return { statements, running };
  },
  provide: field =>
    EditorView.decorations.from(field, ({ statements, running }) =>
      running === null
        ? Decoration.none
        : statements.update({
            filter: (_from, _to, { spec }) => placeOf(spec) === running
          })
    )
});

/** The extensions that an editor needs for the functions below. */
export const runningMark: Extension = marks;

/** Takes the ranges of the statements of a Run, before the text is edited again. */
export function markStatements(
  view: EditorView,
  ranges: readonly (TextRange | null)[]
): void {
  view.dispatch({ effects: setStatements.of(ranges) });
}

export function markRunning(view: EditorView, place: number | null): void {
  view.dispatch({ effects: setRunning.of(place) });
}

/** Current range of a statement of the Run; `null` if it is no longer in the text. */
export function rangeOf(view: EditorView, place: number): TextRange | null {
  for (const at = view.state.field(marks).statements.iter(); at.value;) {
    if (placeOf(at.value.spec) === place) {
      return { from: at.from, to: at.to };
    }
    at.next();
  }
  return null;
}

function asDecorations(
  ranges: readonly (TextRange | null)[],
  length: number
): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  ranges.forEach((range, place) => {
    if (range && range.from < range.to && range.to <= length) {
      const mark = Decoration.mark({ class: 'jp-OmniSciRunning', place });
      builder.add(range.from, range.to, mark);
    }
  });
  return builder.finish();
}

/** CodeMirror returns the spec of a decoration untyped. */
const placeOf = (spec: unknown): unknown => (spec as { place?: number }).place;
