import { describe, expect, test } from 'vitest';
import { connected, troubled } from '../../../helpers/fake-connection';
import {
  done,
  endless,
  FakeDatabase,
  later,
  refused,
  rows
} from '../../../helpers/fake-database';
import { editorOn, rowsShown, shown } from '../sql-editor/editor-on';

describe('running', () => {
  test('asks the database for the text and shows its rows', async () => {
    const database = new FakeDatabase(rows(1));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    expect(database.asked).toEqual([
      { sql: 'SELECT 1', rowLimit: 10_000, onlyReads: true }
    ]);
    expect(rowsShown(model)).toBe(1);
  });

  test('the same text runs again at every Run (bug 18 of 2020)', async () => {
    const database = new FakeDatabase(rows(1));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    await model.runAll();
    expect(database.asked).toHaveLength(2);
  });

  test('an error is shown again when its text is run again (bug 18 of 2020)', async () => {
    const database = new FakeDatabase(refused('query_failed'));
    const { model } = editorOn(database, { text: 'SELEC' });
    await model.runAll();
    await model.runAll();
    expect(database.asked).toHaveLength(2);
    expect(shown(model).outcome.kind).toBe('failed');
  });

  test('an empty text, or one of comments, asks nothing', async () => {
    const database = new FakeDatabase();
    const { model } = editorOn(database, { text: '  \n -- nothing; \n ;' });
    await model.runAll();
    expect(database.asked).toEqual([]);
    expect(model.tabs.current).toBeNull();
    expect(model.notRun).toBe('no-statement');
  });

  test('an empty text takes the place of the last error, and says so until it is edited', async () => {
    const database = new FakeDatabase(refused('query_failed'));
    const { model, source } = editorOn(database, { text: 'SELEC' });
    await model.runAll();
    source.setSource('-- nothing');
    await model.runAll();
    expect(model.tabs.items).toEqual([]);
    expect(model.notRun).toBe('no-statement');
    model.onEdited();
    expect(model.notRun).toBeNull();
  });

  test('an empty text does not end what is under way', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer);
    const { model, source } = editorOn(database, { text: 'SELECT 1' });
    const running = model.runAll();
    await expect.poll(() => database.asked.length).toBe(1);
    source.setSource('');
    await model.runAll();
    expect(model.notRun).toBeNull();
    late.give();
    await running;
    expect(rowsShown(model)).toBe(1);
  });

  test.each([
    'SELECT speed_limit FROM roads',
    "SELECT 'limit' FROM roads",
    'SELECT a /* limit 3 */ FROM roads',
    'SELECT RANK() OVER (ORDER BY a) FROM roads',
    'SELECT a FROM roads ORDER BY a'
  ])(
    'the words limit and order by change nothing in %j (bugs 12, 14, 15 of 2020)',
    async sql => {
      const database = new FakeDatabase(rows(20_000));
      const { model } = editorOn(database, { text: `${sql}; -- all` });
      await model.runAll();
      expect(database.asked).toEqual([
        { sql, rowLimit: 10_000, onlyReads: true }
      ]);
      expect(rowsShown(model)).toBe(10_000);
      expect(shown(model).result?.summary.more).toBe(true);
    }
  );

  test.each([
    'CREATE TABLE t (a INT)',
    'INSERT INTO t VALUES (1)',
    'SHOW TABLES',
    'EXPLAIN SELECT 1'
  ])(
    '%j is run as it is, without being validated first (bug 23 of 2020)',
    async sql => {
      const database = new FakeDatabase(done);
      const { model } = editorOn(database, { text: sql });
      await model.runAll();
      expect(database.statements).toEqual([sql]);
      expect(shown(model).outcome.kind).toBe('done');
    }
  );

  test('keeps the text and tells the database’s own words when it fails', async () => {
    const database = new FakeDatabase(refused('query_failed'));
    const { model, source } = editorOn(database, { text: 'SELEC' });
    await model.runAll();
    expect(source.getSource()).toBe('SELEC');
    expect(shown(model).outcome).toMatchObject({
      kind: 'failed',
      error: { message: 'It is query_failed.' }
    });
  });

  test('the rows of before stay until there is an answer', async () => {
    const late = later(rows(2));
    const database = new FakeDatabase(rows(1), late.answer);
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    const running = model.runAll();
    await Promise.resolve();
    expect(rowsShown(model)).toBe(1);
    late.give();
    await running;
    expect(rowsShown(model)).toBe(2);
  });
});

describe('cancelling', () => {
  test('says what the database was told, and how long it had run', async () => {
    const { model, pass, ran } = editorOn(new FakeDatabase(endless), {
      text: 'SELECT 1'
    });
    const running = model.runAll();
    await Promise.resolve();
    await Promise.resolve();
    expect(model.active?.activity?.isCancelling).toBe(false);
    pass(3_000);
    model.cancel();
    expect(model.active?.activity?.isCancelling).toBe(true);
    await running;
    expect(model.active).toBeNull();
    expect(shown(model).outcome).toEqual({
      kind: 'cancelled',
      message: 'The database was told.',
      elapsedMs: 3_000
    });
    expect(ran).toMatchObject([{ outcome: 'cancelled', elapsedMs: 3_000 }]);
  });

  test('a Run is disposed of when another takes its place, and when the editor closes', async () => {
    const database = new FakeDatabase(rows(1), rows(1));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    const [first] = model.tabs.executions;
    await model.runAll();
    const [second] = model.tabs.executions;
    expect([first?.isDisposed, second?.isDisposed]).toEqual([true, false]);
    model.dispose();
    expect(second?.isDisposed).toBe(true);
    expect(second?.runs.map(run => run.isDisposed)).toEqual([true]);
    expect(model.tabs.isDisposed).toBe(true);
  });

  test('closing the editor cancels, shows nothing more, and the history still hears of it', async () => {
    const { model, ran } = editorOn(new FakeDatabase(endless), {
      text: 'SELECT 1'
    });
    const running = model.runAll();
    await Promise.resolve();
    await Promise.resolve();
    let changes = 0;
    model.changed.connect(() => changes++);
    model.dispose();
    const before = changes;
    await running;
    expect(ran).toMatchObject([{ sql: 'SELECT 1', outcome: 'cancelled' }]);
    expect(changes).toBe(before);
  });
});

describe('a statement from elsewhere', () => {
  test('is shown beside the results that are there', async () => {
    const database = new FakeDatabase(rows(1), rows(2));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    await model.runStatement('SELECT * FROM t LIMIT 100');
    expect(model.tabs.items).toHaveLength(2);
    expect(rowsShown(model)).toBe(2);
    model.tabs.close(model.tabs.current!);
    expect(rowsShown(model)).toBe(1);
  });

  test('does not cancel the run that is under way', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    const running = model.runAll();
    await Promise.resolve();
    await Promise.resolve();
    await model.runStatement('SELECT 2');
    expect(rowsShown(model)).toBe(2);
    late.give();
    await running;
    expect(model.tabs.items.map(({ run }) => run?.sql)).toEqual([
      'SELECT 1',
      'SELECT 2'
    ]);
  });
});

describe('what was run', () => {
  test('is told with its rows when it is over', async () => {
    const { model, ran } = editorOn(new FakeDatabase(rows(20_000)), {
      text: 'SELECT 1'
    });
    await model.runAll();
    expect(ran).toEqual([
      {
        id: expect.any(String) as string,
        connection: 'handover',
        sql: 'SELECT 1',
        effect: 'none',
        startedAt: 1_000,
        elapsedMs: 0,
        outcome: 'rows',
        rows: 10_000,
        more: true,
        message: ''
      }
    ]);
  });

  test('is told with the words of its failure', async () => {
    const { model, ran } = editorOn(new FakeDatabase(refused('query_failed')), {
      text: 'SELEC'
    });
    await model.runAll();
    expect(ran).toMatchObject([
      { outcome: 'failed', rows: null, message: 'It is query_failed.' }
    ]);
  });
});

describe('the handed-over query', () => {
  test('is shown and run once the session is there', async () => {
    const database = new FakeDatabase(rows(1));
    const { model, source } = editorOn(database, {
      statuses: [connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    await expect.poll(() => database.statements).toEqual(['SELECT 2']);
    expect(source.getSource()).toBe('SELECT 2');
  });

  test.each([
    'DROP TABLE t',
    'INSERT INTO visits VALUES (NOW()); SELECT count(*) FROM visits;',
    'WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a',
    'EXPLAIN ANALYZE DELETE FROM t'
  ])('is shown and waits for Run where it can change data: %j', async sql => {
    const database = new FakeDatabase(done);
    const { model, source, connection } = editorOn(database, {
      statuses: [connected(sql)]
    });
    await model.adoptHandedQuery();
    await connection.refresh();
    expect(source.getSource()).toBe(sql);
    expect(model.notRun).toBe('held-back');
    expect(database.asked).toEqual([]);
    await model.runAll();
    expect(model.notRun).toBeNull();
    expect(database.statements[0]).toBe(sql.split(';')[0]);
  });

  test('runs with its places in the text, so that it is marked and found', async () => {
    const sql = 'SELECT 1;\nSELECT 2';
    const database = new FakeDatabase(rows(1));
    const { model } = editorOn(database, { statuses: [connected(sql)] });
    await model.adoptHandedQuery();
    await expect.poll(() => database.statements).toHaveLength(2);
    const [tab] = model.tabs.items;
    expect(tab?.execution.runs.map(({ range }) => range)).toEqual([
      { from: 0, to: 8 },
      { from: 10, to: 18 }
    ]);
  });

  test('has the line ends of the editor, where it is shown, found and run', async () => {
    const sql =
      'SELECT origin\r\nFROM flights -- one\r\nLIMIT 10;\r\nSELECT 2;\r\n';
    const database = new FakeDatabase(rows(1));
    const { model, source } = editorOn(database, {
      statuses: [connected(sql)]
    });
    await model.adoptHandedQuery();
    await expect.poll(() => database.statements).toHaveLength(2);
    const shownText = sql.replaceAll('\r', '');
    expect(source.getSource()).toBe(shownText);
    expect(database.statements[0]).toBe(
      'SELECT origin\nFROM flights -- one\nLIMIT 10'
    );
    const { range } = model.tabs.items[0]!.execution.runs[1]!;
    expect(shownText.slice(range?.from, range?.to)).toBe('SELECT 2');
  });

  test('is shown and nothing is said where it holds no statement', async () => {
    const database = new FakeDatabase(done);
    const { model, source } = editorOn(database, {
      statuses: [connected('-- nothing here\n')]
    });
    await model.adoptHandedQuery();
    expect(source.getSource()).toBe('-- nothing here\n');
    expect(model.notRun).toBeNull();
    expect(database.asked).toEqual([]);
  });

  test('does not replace what was typed meanwhile', async () => {
    const database = new FakeDatabase(rows(1));
    const { model, source } = editorOn(database, {
      text: 'mine',
      statuses: [connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    expect(source.getSource()).toBe('mine');
    expect(database.asked).toEqual([]);
  });

  test('arrives with the retry that heals a missing session', async () => {
    const database = new FakeDatabase(rows(1));
    const { model } = editorOn(database, {
      statuses: [troubled(), connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    expect(database.asked).toEqual([]);
    await model.recovery.retry();
    await expect.poll(() => database.statements).toEqual(['SELECT 2']);
  });

  test('is taken over once: a later reconnect runs nothing', async () => {
    const database = new FakeDatabase(rows(1));
    const { model, connection } = editorOn(database, {
      statuses: [connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    await expect.poll(() => model.tabs.items.length).toBe(1);
    await connection.refresh();
    expect(database.statements).toEqual(['SELECT 2']);
  });
});
