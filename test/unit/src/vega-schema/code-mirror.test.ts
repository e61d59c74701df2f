// @vitest-environment jsdom
import {
  acceptCompletion,
  currentCompletions,
  startCompletion
} from '@codemirror/autocomplete';
import { diagnosticCount, forceLinting } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { afterEach, expect, test } from 'vitest';
import { vegaAdvice } from '../../../../src/vega-schema/code-mirror';
import { until } from '../../../helpers/until';

let view: EditorView;
afterEach(() => view.destroy());

/** An editor with the text; its cursor is at the bar. */
function open(marked: string): void {
  const anchor = marked.indexOf('|');
  view = new EditorView({
    doc: marked.replace('|', ''),
    selection: { anchor },
    extensions: [vegaAdvice],
    parent: document.body
  });
}

test('offers the types of scales, and writes the chosen one', async () => {
  open('{"scales": [{"type": "lo|"}]}');
  startCompletion(view);
  await until(
    () => currentCompletions(view.state).length > 0 || null,
    'the words are there'
  );
  expect(
    currentCompletions(view.state).map(({ displayLabel }) => displayLabel)
  ).toEqual(['log']);
  // Until then, Enter and Tab would be meant for the text.
  await until(() => acceptCompletion(view) || null, 'a word is accepted');
  expect(view.state.doc.toString()).toBe('{"scales": [{"type": "log"}]}');
});

test('marks what the database does not read', async () => {
  open('{"width": 1, "axes": []}|');
  forceLinting(view);
  await until(() => diagnosticCount(view.state) || null, 'it is marked');
  expect(diagnosticCount(view.state)).toBe(1);
});
