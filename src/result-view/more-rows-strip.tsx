/** The strip above incomplete rows: says so, and loads more. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { moreRows } from './more-rows';
import type { StatementRun } from '../run/execution/statement-run';

export class MoreRowsStrip extends ReactWidget {
  constructor(
    private readonly _options: {
      run: StatementRun;
      load: (rowLimit: number | null) => void;
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciMoreRows');
    this.node.setAttribute('role', 'status');
    _options.run.changed.connect(this._onChanged, this);
    this._onChanged();
  }

  protected override render(): React.ReactElement | null {
    const { run, load, trans } = this._options;
    const content = moreRows(run, trans);
    return (
      content && (
        <>
          <span className="jp-OmniSciMoreRows-text">
            {content.text}
            {content.error && (
              <span className="jp-OmniSciMoreRows-notice">{content.error}</span>
            )}
          </span>
          {content.offers.map(({ label, rowLimit }) => (
            <button
              key={label}
              className="jp-OmniSciButton"
              disabled={run.activity !== null}
              onClick={() => load(rowLimit)}
            >
              {label}
            </button>
          ))}
        </>
      )
    );
  }

  private _onChanged(): void {
    const { run, trans } = this._options;
    this.setHidden(moreRows(run, trans) === null);
    this.update();
  }
}
