/** A strip inside a widget that tells what happened to the layout. It covers nothing. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

export type LayoutNoticeOptions = {
  text: string;
  /** The action that the strip offers; `null` for none. */
  action: { label: string; run: () => void } | null;
  trans: TranslationBundle;
};

export class LayoutNotice extends ReactWidget {
  constructor(private readonly _options: LayoutNoticeOptions) {
    super();
    this.addClass('jp-OmniSciLayoutNotice');
  }

  protected override render(): React.ReactElement {
    const { text, action, trans } = this._options;
    return (
      <>
        <span role="status" className="jp-OmniSciLayoutNotice-text">
          {text}
        </span>
        {action && (
          <button className="jp-OmniSciButton" onClick={action.run}>
            {action.label}
          </button>
        )}
        <button
          className="jp-OmniSciLayoutNotice-close"
          title={trans.__(
            'Hide this notice. To restore the layout later, use View › Restore Previous Layout.'
          )}
          aria-label={trans.__('Hide this notice')}
          onClick={() => this.dispose()}
        >
          <closeIcon.react tag="span" />
        </button>
      </>
    );
  }
}
