/** A SQL editor's model on a fake database. */
import { notSentError } from '../../../../src/run/execution/not-sent';
import { SqlEditorModel } from '../../../../src/run/model';
import type { Questions } from '../../../../src/run/questions';
import type { StatementRun } from '../../../../src/run/execution/statement-run';
import type { ExecutedStatement } from '../../../../src/tokens';
import type { ConnectionStatus } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import type { FakeDatabase } from '../../../helpers/fake-database';

export type Editor = {
  model: SqlEditorModel;
  connection: FakeConnection;
  source: { getSource(): string; setSource(text: string): void };
  /** What {@link SqlEditorModel.statementExecuted} told. */
  ran: ExecutedStatement[];
  /** Makes the clock go on, in milliseconds. */
  pass: (ms: number) => void;
};

export function editorOn(
  database: FakeDatabase,
  options: {
    text?: string;
    statuses?: ConnectionStatus[];
    /** The key of its connection. */
    key?: string;
    rowLimit?: number | null;
    stopsOnError?: boolean;
    /** What the user chooses where a Run is under way. */
    askWhenBusy?: Questions['askWhenBusy'];
    /** Whether the user lets statements run that throw something away. */
    askToDestroy?: Questions['askToDestroy'];
    /** What the user chooses where a Run is under way and the editor moves. */
    askToMove?: Questions['askToMove'];
  } = {}
): Editor {
  let text = options.text ?? '';
  let now = 0;
  const source = {
    getSource: () => text,
    setSource: (given: string) => {
      text = given;
    }
  };
  const connection = new FakeConnection({
    statuses: options.statuses ?? [connected()],
    client: { query: database.query },
    ...(options.key && { key: options.key })
  });
  const model = new SqlEditorModel({
    connection,
    source,
    database: {
      notSentError: statement => notSentError(statement, trans),
      clock: { now: () => now, today: () => 1_000 }
    },
    rowLimit: options.rowLimit === undefined ? 10_000 : options.rowLimit,
    stopsOnError: () => options.stopsOnError ?? true,
    askWhenBusy: options.askWhenBusy ?? (() => Promise.resolve('stop')),
    askToDestroy: options.askToDestroy ?? (() => Promise.resolve(true)),
    askToMove: options.askToMove ?? (() => Promise.resolve('stop'))
  });
  const ran: ExecutedStatement[] = [];
  model.statementExecuted.connect((_, statement) => ran.push(statement));
  const pass = (ms: number): void => {
    now += ms;
  };
  return { model, connection, source, ran, pass };
}

/** The statement whose result is on top. */
export function shown(model: SqlEditorModel): StatementRun {
  const run = model.tabs.current?.run;
  if (!run) {
    throw new Error('There is no result of one statement on top.');
  }
  return run;
}

export const rowsShown = (model: SqlEditorModel): number | null =>
  shown(model).result?.table.rowCount ?? null;
