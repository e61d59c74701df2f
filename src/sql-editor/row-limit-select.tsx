/** Chooses, in the toolbar, how many rows a run shows at most. */
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
    const limits = new Set(rowLimit ? [...ROW_LIMITS, rowLimit] : ROW_LIMITS);
    return (
      <HTMLSelect
        value={String(rowLimit ?? 0)}
        aria-label={trans.__('Row limit')}
        title={trans.__('Maximum number of rows that a run shows')}
        onChange={event => {
          model.rowLimit = Number(event.target.value) || null;
        }}
      >
        {[...limits]
          .sort((a, b) => a - b)
          .map(limit => (
            <option key={limit} value={limit}>
              {trans._n('%2 row', '%2 rows', limit, count(limit))}
            </option>
          ))}
        <option value={0}>{trans.__('No limit')}</option>
      </HTMLSelect>
    );
  }
}
