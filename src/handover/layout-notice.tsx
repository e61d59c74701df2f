/** A strip in an editor's own place, over no row and no button: the link replaced a layout. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

export class LayoutNotice extends ReactWidget {
  constructor(
    private readonly _options: {
      restore: () => void;
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciLayoutNotice');
  }

  protected override render(): React.ReactElement {
    const { restore, trans } = this._options;
    return (
      <>
        <span role="status" className="jp-OmniSciLayoutNotice-text">
          {trans.__('Your previous layout was saved.')}
        </span>
        <button className="jp-OmniSciButton" onClick={restore}>
          {trans.__('Restore')}
        </button>
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
