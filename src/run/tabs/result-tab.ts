/** One tab of a SQL editor's results. */
import type { IResultTab, ISqlResult } from '../../tokens';
import type { Execution } from '../execution/execution';
import type { StatementRun } from '../execution/statement-run';

/** The result of one statement or, if `run` is null, the list of all statements of a Run. */
export class ResultTab implements IResultTab {
  constructor(
    readonly execution: Execution,
    readonly run: StatementRun | null
  ) {}

  get sql(): string | null {
    return this.run?.sql ?? null;
  }

  get result(): ISqlResult | null {
    return this.run?.result ?? null;
  }
}
