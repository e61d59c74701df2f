/** Completion, hints and checks of HeavyDB's Vega for CodeMirror. Loaded with the first document. */
import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult
} from '@codemirror/autocomplete';
import { linter, type Diagnostic } from '@codemirror/lint';
import { Prec, type Extension } from '@codemirror/state';
import {
  type EditorView,
  hoverTooltip,
  keymap,
  type Tooltip
} from '@codemirror/view';
import { completionsAt, hintAt } from './advice';
import { problemsIn } from './problems';

/** Between the last key and the check, in milliseconds. */
const CHECK_PAUSE_MS = 500;

export const vegaAdvice: Extension = [
  autocompletion({ override: [complete], icons: false }),
  Prec.high(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
  hoverTooltip(hint, { hideOnChange: true }),
  linter(check, { delay: CHECK_PAUSE_MS })
];

function complete({
  state,
  pos,
  explicit
}: CompletionContext): CompletionResult | null {
  const completions = completionsAt(state.doc.toString(), pos);
  if (!completions || (!explicit && completions.from === pos)) {
    return null;
  }
  const { from, to, options } = completions;
  return {
    from,
    to,
    // The words are compared with their quotation marks, as they are typed.
    options: options.map(({ label, text, description, kind }) => ({
      label: JSON.stringify(label),
      displayLabel: label,
      apply: text,
      info: description,
      type: kind === 'property' ? 'property' : 'enum'
    }))
  };
}

function hint(view: EditorView, pos: number): Tooltip | null {
  const found = hintAt(view.state.doc.toString(), pos);
  return (
    found && {
      pos: found.from,
      end: found.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'jp-OmniSciVega-hint';
        dom.textContent = found.description;
        return { dom };
      }
    }
  );
}

function check(view: EditorView): Diagnostic[] {
  return problemsIn(view.state.doc.toString()).map(problem => ({
    ...problem,
    severity: 'warning'
  }));
}
