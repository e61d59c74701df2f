/** The questions to the user about Runs, and the answers. Types only. */
import type { SqlStatement } from '../sql/statement';
import type { IConnection } from '../tokens';

/** The current Run, for a question about it. */
export type BusyRun = {
  /** The running statement. */
  sql: string;
  /** Settles when the Run ends; then the question is closed. */
  ended: Promise<void>;
};

/** The new Run waits, replaces the current one, or does not start. */
export type RunChoice = 'wait' | 'stop' | 'forget';

/** The Run continues on its connection, or stops; or the editor keeps its connection. */
export type MoveChoice = 'go-on' | 'stop' | 'stay';

/** One statement of a Run that destroys something. */
export type DestructiveStatement = Pick<SqlStatement, 'sql' | 'destruction'>;

export type Questions = {
  /** Asks what to do with a new Run during another. */
  askWhenBusy: (busy: BusyRun) => Promise<RunChoice>;
  /** Asks what to do with the current Run if the editor moves to another connection. */
  askToMove: (busy: BusyRun, to: IConnection) => Promise<MoveChoice>;
  /** Asks once per Run if its destructive statements may run on a connection. */
  askToDestroy: (
    statements: readonly DestructiveStatement[],
    connection: IConnection
  ) => Promise<boolean>;
};
