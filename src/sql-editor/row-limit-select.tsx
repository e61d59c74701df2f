/** The choice of the maximum number of rows, in the toolbar. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import * as React from 'react';
import { count } from '../text/format-amount';
import type { SqlEditorModel } from '../run/model';
import { ROW_LIMITS } from '../result-view/more-rows';

export class RowLimitSelect extends ReactWidget {
  constructor(
    private readonly _options: {
      model: SqlEditorModel;
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciRowLimit');
    _options.model.changed.connect(this.update, this);
  }

  protected override render(): React.ReactElement {
    const { model, trans } = this._options;
    const { rowLimit } = model;
    const { maxRows } = model.connection.limits;
    const limits = [...ROW_LIMITS, rowLimit, maxRows].filter(
      limit => limit !== null && limit <= (maxRows ?? Infinity)
    ) as number[];
    return (
      <HTMLSelect
        value={String(rowLimit ?? 0)}
        aria-label={trans.__('Row limit')}
        title={
          maxRows === null
            ? trans.__('Maximum number of rows that a run shows')
            : trans.__(
                'Maximum number of rows that a run shows. The administrator allows at most %1.',
                count(maxRows)
              )
        }
        onChange={event => {
          model.rowLimit = Number(event.target.value) || null;
        }}
      >
        {[...new Set(limits)]
          .sort((a, b) => a - b)
          .map(limit => (
            <option key={limit} value={limit}>
              {trans._n('%2 row', '%2 rows', limit, count(limit))}
            </option>
          ))}
        {maxRows === null && <option value={0}>{trans.__('No limit')}</option>}
      </HTMLSelect>
    );
  }
}
