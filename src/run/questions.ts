/** What the user of an editor is asked about its Runs, and may answer. Types only. */
import type { SqlStatement } from '../sql/statement';
import type { IConnection } from '../tokens';

/** The Run that is under way when something else is asked for. */
export type BusyRun = {
  /** The statement that is under way. */
  sql: string;
  /** Settles when that is over: then there is nothing to be asked any more. */
  ended: Promise<void>;
};

/** It waits for its turn, the one that is under way is stopped for it, or it is not run. */
export type RunChoice = 'wait' | 'stop' | 'forget';

/** The Run goes on where it is, or is stopped; or the editor stays. */
export type MoveChoice = 'go-on' | 'stop' | 'stay';

/** One statement of a Run that destroys something. */
export type DestructiveStatement = Pick<SqlStatement, 'sql' | 'destruction'>;

export type Questions = {
  /** Asks what becomes of a Run while another is under way. */
  askWhenBusy: (busy: BusyRun) => Promise<RunChoice>;
  /** Asks what becomes of the Run that is under way when the editor moves to another connection. */
  askToMove: (busy: BusyRun, to: IConnection) => Promise<MoveChoice>;
  /** Asked once for a Run, where any of its statements throws something away: may it be run there? */
  askToDestroy: (
    statements: readonly DestructiveStatement[],
    connection: IConnection
  ) => Promise<boolean>;
};
