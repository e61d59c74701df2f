/** The outcome of each statement of a Run, line by line. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { truncate } from '../text/truncate';
import { doneText } from './done-text';
import type { Execution } from '../run/execution/execution';
import { activityText, outcomeText } from './outcome-text';
import { duration } from '../text/format-amount';
import { RequestId } from './request-id';
import type { StatementRun } from '../run/execution/statement-run';

export class LogView extends ReactWidget {
  constructor(
    private readonly _options: {
      execution: Execution;
      /** Selects a statement in the text, or the error in it. */
      reveal: (run: StatementRun, what: 'statement' | 'error') => void;
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciLog');
    this.node.tabIndex = 0;
    _options.execution.changed.connect(this.update, this);
  }

  protected override onActivateRequest(): void {
    this.node.focus();
  }

  protected override render(): React.ReactElement {
    return (
      <ol className="jp-OmniSciLog-list">
        {this._options.execution.runs.map((run, index) => (
          <LogLine key={index} run={run} {...this._options} />
        ))}
      </ol>
    );
  }
}

type LogLineProps = {
  run: StatementRun;
  reveal: (run: StatementRun, what: 'statement' | 'error') => void;
  trans: TranslationBundle;
};

function LogLine({ run, reveal, trans }: LogLineProps): React.ReactElement {
  const { outcome, activity, range, errorText, errorRange } = run;
  const state = activity ? 'active' : outcome.kind;
  return (
    <li className={`jp-OmniSciLog-line jp-mod-${state}`}>
      <button
        className="jp-OmniSciLog-sql"
        disabled={!range}
        title={trans.__('Show this statement in the text')}
        onClick={() => reveal(run, 'statement')}
      >
        {truncate(run.sql.replace(/\s+/g, ' '), MAX_LENGTH)}
      </button>
      <span className="jp-OmniSciLog-outcome">
        {activity ? activityText(activity, trans) : lineText(run, trans)}
      </span>
      {outcome.kind === 'failed' && (
        <pre className="jp-OmniSciLog-error">{errorText}</pre>
      )}
      {errorRange && (
        <button
          className="jp-OmniSciButton jp-OmniSciLog-show"
          onClick={() => reveal(run, 'error')}
        >
          {trans.__('Show in the Text')}
        </button>
      )}
      {outcome.kind === 'failed' && outcome.error.requestId && (
        <RequestId id={outcome.error.requestId} trans={trans} />
      )}
      {outcome.kind === 'cancelled' && outcome.message && (
        <p className="jp-OmniSciLog-note">{outcome.message}</p>
      )}
    </li>
  );
}

/** Number of characters of a statement that fit on any line. */
const MAX_LENGTH = 300;

const lineText = (run: StatementRun, trans: TranslationBundle): string =>
  run.outcome.kind === 'done'
    ? `${doneText(run.kind, trans)} ${duration(run.outcome.elapsedMs)}`
    : outcomeText(run.outcome, trans);
