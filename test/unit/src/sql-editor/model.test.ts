import { Int32, Table, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { ConnectionStatus } from '../../../../src/connection/status';
import { ResultTable } from '../../../../src/results/result-table';
import type { QueryReply } from '../../../../src/sidecar/client';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { SqlEditorModel } from '../../../../src/sql-editor/model';
import type { RanStatement } from '../../../../src/tokens';
import {
  connected,
  emptyReply,
  FakeConnection,
  troubled
} from '../../../helpers/fake-connection';

const oneRow = new ResultTable(
  new Table({ n: vectorFromArray([1], new Int32()) })
);

function editor(options: {
  text?: string;
  statuses?: ConnectionStatus[];
  answers?: (() => Promise<QueryReply>)[];
}) {
  let text = options.text ?? '';
  const source = {
    getSource: () => text,
    setSource: (given: string) => {
      text = given;
    }
  };
  const connection = new FakeConnection({
    statuses: options.statuses ?? [connected()],
    answers: options.answers
  });
  const model = new SqlEditorModel({
    connection,
    source,
    readResult: () => Promise.resolve(oneRow),
    now: () => 0,
    today: () => 1_000
  });
  return { model, connection, source };
}

const refuse =
  (code: 'query_failed' | 'session_expired') => (): Promise<QueryReply> =>
    Promise.reject(new SidecarError(code, `It is ${code}.`));

describe('running', () => {
  test('asks the database for the text and shows its rows', async () => {
    const { model, connection } = editor({ text: 'SELECT 1' });
    await model.run();
    expect(connection.asked).toEqual(['SELECT 1']);
    expect(model.outcome.kind).toBe('rows');
  });

  test('the same text again asks again', async () => {
    const { model, connection } = editor({ text: 'SELECT 1' });
    await model.run();
    await model.run();
    expect(connection.asked).toHaveLength(2);
  });

  test('an empty text asks nothing', async () => {
    const { model, connection } = editor({ text: '  \n ' });
    await model.run();
    expect(connection.asked).toEqual([]);
    expect(model.outcome.kind).toBe('idle');
  });

  test('shows the newest run, however late an older one answers', async () => {
    let answerFirst = (_: QueryReply): void => undefined;
    const first = new Promise<QueryReply>(resolve => {
      answerFirst = resolve;
    });
    const { model } = editor({
      text: 'SELECT 1',
      answers: [() => first, refuse('query_failed')]
    });
    const slow = model.run();
    await model.run();
    answerFirst(emptyReply);
    await slow;
    expect(model.outcome.kind).toBe('failed');
  });

  test('keeps the text and tells the database’s own words when it fails', async () => {
    const { model, source } = editor({
      text: 'SELEC',
      answers: [refuse('query_failed')]
    });
    await model.run();
    expect(source.getSource()).toBe('SELEC');
    expect(model.outcome).toMatchObject({
      kind: 'failed',
      error: { message: 'It is query_failed.' }
    });
  });
});

describe('what was run', () => {
  const ranIn = (model: SqlEditorModel): RanStatement[] => {
    const ran: RanStatement[] = [];
    model.statementRan.connect((_, statement) => ran.push(statement));
    return ran;
  };

  test('is told with its rows when it is over', async () => {
    const { model } = editor({ text: 'SELECT 1' });
    const ran = ranIn(model);
    await model.run();
    expect(ran).toEqual([
      {
        sql: 'SELECT 1',
        startedAt: 1_000,
        elapsedMs: 0,
        outcome: 'rows',
        rows: 1,
        more: false,
        message: ''
      }
    ]);
  });

  test('is told with the words of its failure', async () => {
    const { model } = editor({
      text: 'SELEC',
      answers: [refuse('query_failed')]
    });
    const ran = ranIn(model);
    await model.run();
    expect(ran).toMatchObject([
      { outcome: 'failed', rows: null, message: 'It is query_failed.' }
    ]);
  });
});

describe('the handed-over query', () => {
  test('is shown and run once the session is there', async () => {
    const { model, connection, source } = editor({
      statuses: [connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    expect(source.getSource()).toBe('SELECT 2');
    expect(connection.asked).toEqual(['SELECT 2']);
  });

  test('does not replace what was typed meanwhile', async () => {
    const { model, connection, source } = editor({
      text: 'mine',
      statuses: [connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    expect(source.getSource()).toBe('mine');
    expect(connection.asked).toEqual([]);
  });

  test('arrives with the retry that heals a missing session', async () => {
    const { model, connection } = editor({
      statuses: [troubled(), connected('SELECT 2')]
    });
    await model.adoptHandedQuery();
    expect(connection.asked).toEqual([]);
    await model.retry();
    expect(connection.asked).toEqual(['SELECT 2']);
  });

  test('is taken over once: a later reconnect runs nothing', async () => {
    const { model, connection } = editor({ statuses: [connected('SELECT 2')] });
    await model.adoptHandedQuery();
    await connection.refresh();
    expect(connection.asked).toEqual(['SELECT 2']);
  });
});

describe('trying again', () => {
  test('runs the query that an expired session refused', async () => {
    const { model, connection } = editor({
      text: 'SELECT 1',
      answers: [refuse('session_expired')]
    });
    await model.run();
    await model.retry();
    expect(connection.asked).toEqual(['SELECT 1', 'SELECT 1']);
    expect(model.outcome.kind).toBe('rows');
  });

  test('does not repeat a query that the database refused', async () => {
    const { model, connection } = editor({
      text: 'SELEC',
      answers: [refuse('query_failed')]
    });
    await model.run();
    await model.retry();
    expect(connection.asked).toEqual(['SELEC']);
  });
});
