/** The request ID of a failure in the server's log, with a button to copy it. */
import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

export function RequestId({
  id,
  trans
}: {
  id: string;
  trans: TranslationBundle;
}): React.ReactElement {
  const [isCopied, setCopied] = React.useState(false);
  const copy = (): void => {
    Clipboard.copyToSystem(id);
    setCopied(true);
  };
  return (
    <p className="jp-OmniSciRequestId">
      {trans.__('Request ID, for the log of the Jupyter server:')}{' '}
      <code>{id}</code>{' '}
      <button
        className="jp-OmniSciRequestId-copy"
        aria-label={trans.__('Copy the request ID')}
        onClick={copy}
      >
        {isCopied ? trans.__('Copied') : trans.__('Copy')}
      </button>
    </p>
  );
}
