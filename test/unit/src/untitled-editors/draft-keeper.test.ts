// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftKeeper } from '../../../../src/untitled-editors/draft-keeper';
import { connected, FakeConnection } from '../../../helpers/fake-connection';
import {
  type Answer,
  FakeDatabase,
  rows
} from '../../../helpers/fake-database';
import { sqlEditorInJsdom } from '../../../helpers/sql-editor-in-jsdom';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const PAUSE_MS = 600;

/** An editor whose readings of the text are counted. */
function keptEditor(text: string, answer: Answer = rows(1)) {
  const connection = new FakeConnection({
    statuses: [connected()],
    client: { query: new FakeDatabase(answer).query }
  });
  const { widget, content } = sqlEditorInJsdom({ connection, text });
  const { sharedModel } = content.editor.model;
  const read = vi.spyOn(sharedModel, 'getSource');
  const keeper = new DraftKeeper({ uid: 'one', widget });
  const kept: string[] = [];
  keeper.changed.connect(({ saved }) => kept.push(saved.sql));
  read.mockClear();
  return { widget, content, sharedModel, read, keeper, kept };
}

test('the text is saved without its secret after a pause in typing, and once', async () => {
  const { sharedModel, keeper, kept } = keptEditor('');
  sharedModel.setSource("CREATE USER ada (password = 'x");
  sharedModel.setSource("CREATE USER ada (password = 'xyz');");
  expect(kept).toEqual([]);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(kept).toEqual(["CREATE USER ada (password = '•••');"]);
  expect(keeper.saved.sql).toBe("CREATE USER ada (password = '•••');");
});

test('before the pause, only what an end saves has the latest text', () => {
  const { sharedModel, keeper } = keptEditor('SELECT 1');
  sharedModel.setSource('SELECT 2');
  expect(keeper.saved.sql).toBe('SELECT 1');
  expect(keeper.latest().sql).toBe('SELECT 2');
});

test('the progress of a query neither reads nor masks the text', async () => {
  const inPages: Answer = (statement, options) => {
    for (let page = 1; page <= 50; page++) {
      options.onProgress?.({ bytes: page, expectedBytes: 50, rows: page });
      read.mockClear();
      content.model.rowLimit = 100 + page;
    }
    return rows(1)(statement, options);
  };
  const { content, read, kept } = keptEditor('SELECT 1', inPages);
  await content.runAll();
  expect(kept).toHaveLength(50);
  expect(read).not.toHaveBeenCalled();
});

test('another title and another row limit are saved at once', () => {
  const { widget, content, keeper, kept } = keptEditor('SELECT 1');
  widget.title.label = 'Flights';
  content.model.rowLimit = 100;
  expect(kept).toEqual(['SELECT 1', 'SELECT 1']);
  expect(keeper.saved).toMatchObject({ title: 'Flights', rowLimit: 100 });
});
