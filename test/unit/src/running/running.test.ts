import type { LabIcon } from '@jupyterlab/ui-components';
import { Signal } from '@lumino/signaling';
import { describe, expect, test } from 'vitest';
import { markBusyTab } from '../../../../src/running/busy-tab';
import { endText, type EndedRun } from '../../../../src/running/end-text';
import { EndWatch } from '../../../../src/running/end-watch';
import { addPageStatus } from '../../../../src/running/page-status';
import { RunningQueries } from '../../../../src/running/running-queries';
import { runningSection } from '../../../../src/running/running-section';
import type { ISqlEditor, ISqlEditors } from '../../../../src/tokens';
import { trans } from '../../../helpers/fake-connection';
import {
  done,
  endless,
  FakeDatabase,
  later,
  refused,
  rows,
  type Answer
} from '../../../helpers/fake-database';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { openEditor, type OpenEditor } from '../sql-editor/open-editor';

const ICON = { name: 'icon' } as LabIcon;

function running(...editors: OpenEditor[]) {
  const opened = new Signal<ISqlEditors, ISqlEditor>({} as ISqlEditors);
  const queries = new RunningQueries({ opened });
  editors.forEach(editor => opened.emit(editor.opened));
  return queries;
}

const sqlOf = (queries: RunningQueries): string[] =>
  queries.items.map(({ statement }) => statement.sql);

describe('what runs', () => {
  test('is listed while it runs, of a Run and beside it, and gone when it is over', async () => {
    const first = later(rows(1));
    const editor = openEditor(new FakeDatabase(first.answer, endless));
    const queries = running(editor);
    const run = editor.model.runAll();
    await expect.poll(() => sqlOf(queries)).toEqual(['SELECT 1']);
    const beside = editor.model.runStatement('SELECT 2');
    await expect.poll(() => sqlOf(queries)).toEqual(['SELECT 1', 'SELECT 2']);
    first.give();
    await run;
    expect(sqlOf(queries)).toEqual(['SELECT 2']);
    queries.items[0]?.statement.cancel();
    await beside;
    expect(sqlOf(queries)).toEqual([]);
    expect(queries.isBusy).toBe(false);
  });

  test('is opened and stopped in the Running panel, one or all', async () => {
    const one = openEditor(new FakeDatabase(endless), { label: 'SQL 1' });
    const two = openEditor(new FakeDatabase(endless), { label: 'SQL 2' });
    const shown: ISqlEditor[] = [];
    const queries = running(one, two);
    const section = runningSection({
      queries,
      show: editor => shown.push(editor),
      icons: { query: ICON, stop: ICON },
      trans
    });
    const runs = [one.model.runAll(), two.model.runAll()];
    const items = () => section.running({ mode: 'list' });
    await expect.poll(() => items().length).toBe(2);
    expect(items().map(item => item.label())).toEqual([
      'SQL 1 · SELECT 1',
      'SQL 2 · SELECT 1'
    ]);
    items()[1]?.open?.();
    expect(shown).toEqual([two.opened]);
    items()[1]?.shutdown?.();
    await runs[1];
    expect(items().map(item => item.label())).toEqual(['SQL 1 · SELECT 1']);
    section.shutdownAll();
    await runs[0];
    expect(items()).toEqual([]);
  });

  test('of a closed editor is not listed any more', async () => {
    const editor = openEditor(new FakeDatabase(endless));
    const queries = running(editor);
    void editor.model.runAll();
    await expect.poll(() => sqlOf(queries)).toHaveLength(1);
    editor.close();
    expect(sqlOf(queries)).toEqual([]);
    expect(queries.isBusy).toBe(false);
  });

  test('marks its tab, beside what JupyterLab says there', async () => {
    const query = later(rows(1));
    const editor = openEditor(new FakeDatabase(query.answer));
    const { opened, title } = editor;
    Object.assign(title, { className: 'jp-mod-dirty', caption: 'a.sql' });
    opened.activityChanged.connect(() => markBusyTab(opened, trans));
    const run = editor.model.runAll();
    await expect
      .poll(() => title.className)
      .toBe('jp-mod-dirty jp-OmniSciBusyTab');
    expect(title.caption).toBe('a.sql\nA query is running.');
    query.give();
    await run;
    expect(title).toMatchObject({
      className: 'jp-mod-dirty',
      caption: 'a.sql'
    });
  });

  test('makes the page busy, and dirty so that leaving is asked about, from first to last', async () => {
    const [first, second] = [later(done), later(rows(1))];
    const editor = openEditor(new FakeDatabase(first.answer, second.answer), {
      text: 'CREATE TABLE t (a INT); SELECT 1'
    });
    const log: string[] = [];
    const hold = (name: string) => () => {
      log.push(name);
      return {
        isDisposed: false,
        dispose: () => {
          log.push(`not ${name}`);
        }
      };
    };
    addPageStatus(running(editor), {
      setBusy: hold('busy'),
      setDirty: hold('dirty')
    });
    const run = editor.model.runAll();
    first.give();
    second.give();
    await run;
    expect(log).toEqual(['busy', 'dirty', 'not busy', 'not dirty']);
  });
});

describe('the end of a long Run', () => {
  async function told(
    answers: [Answer, ...Answer[]],
    options: {
      text?: string;
      lasts?: number;
      isSeen?: boolean;
      after?: number | null;
    } = {}
  ): Promise<string[]> {
    const { text, lasts = 12_000, isSeen = false, after = 10_000 } = options;
    const first = later(answers[0]);
    const editor = openEditor(
      new FakeDatabase(first.answer, ...answers.slice(1)),
      { ...(text && { text }) }
    );
    let now = 0;
    const texts: string[] = [];
    const watch = new EndWatch({
      now: () => now,
      shortest: () => after,
      isSeen: () => isSeen,
      tell: (_, ended: EndedRun) => texts.push(endText(ended, trans))
    });
    watch.add(editor.opened);
    const run = editor.model.runAll();
    await expect.poll(() => editor.opened.isBusy).toBe(true);
    now = lasts;
    first.give();
    await run;
    return texts;
  }

  test('is told where nobody saw it, with what came of it', async () => {
    expect(await told([rows(1)])).toEqual(['SQL 1: 1 row in 12.0 s']);
    expect(await told([rows(3)])).toEqual(['SQL 1: 3 rows in 12.0 s']);
    expect(await told([done], { text: 'DROP TABLE t' })).toEqual([
      'SQL 1: done in 12.0 s'
    ]);
    expect(await told([refused('query_failed')])).toEqual([
      'SQL 1: failed after 12.0 s'
    ]);
  });

  test('of several statements is told once', async () => {
    const text = 'SELECT 1; SELECT 2';
    expect(await told([rows(1), rows(2)], { text })).toEqual([
      'SQL 1: 2 statements done in 12.0 s'
    ]);
    expect(await told([rows(1), refused('query_failed')], { text })).toEqual([
      'SQL 1: 1 of 2 statements failed, after 12.0 s'
    ]);
  });

  test.each([
    ['it was short', { lasts: 9_000 }],
    ['its user looks at it', { isSeen: true }],
    ['the user wants no word', { after: null }]
  ])('is not told where %s', async (_, options) => {
    expect(await told([rows(1)], options)).toEqual([]);
  });

  test('is not told where the user stopped it', async () => {
    const stopped: Answer = () =>
      Promise.reject(new SidecarError('query_cancelled', 'It was stopped.'));
    expect(await told([stopped])).toEqual([]);
  });
});
