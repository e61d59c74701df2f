/** A message in place of rows or above them: what happened, and what the user can do. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { RequestId } from './request-id';

export type PlaceholderContent = {
  tone: 'quiet' | 'busy' | 'error';
  title: string;
  /** A sentence of this extension. */
  text?: string;
  /** A text of the database, shown unchanged. */
  verbatim?: string;
  action?: {
    label: string;
    run: () => void;
    /** False for actions that only show something. */
    isMain?: boolean;
  };
  /** The request ID in the log of the Jupyter server; empty or missing if the log has no entry. */
  requestId?: string;
};

export class ResultPlaceholder extends ReactWidget {
  constructor(
    readonly content: PlaceholderContent,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-OmniSciMessage');
    this.addClass(`jp-mod-${content.tone}`);
    this.node.setAttribute(
      'role',
      content.tone === 'error' ? 'alert' : 'status'
    );
  }

  /** True if it says the same as `content`. */
  says(content: PlaceholderContent): boolean {
    const { tone, title, text, verbatim, action, requestId } = this.content;
    return (
      tone === content.tone &&
      title === content.title &&
      text === content.text &&
      verbatim === content.verbatim &&
      action?.label === content.action?.label &&
      requestId === content.requestId
    );
  }

  protected override render(): React.ReactElement {
    const { title, text, verbatim, action, requestId } = this.content;
    const isMain = action?.isMain ?? true;
    return (
      <div className="jp-OmniSciMessage-body">
        <h2 className="jp-OmniSciMessage-title">{title}</h2>
        {text && <p className="jp-OmniSciMessage-text">{text}</p>}
        {verbatim && (
          <pre className="jp-OmniSciMessage-verbatim">{verbatim}</pre>
        )}
        {requestId && <RequestId id={requestId} trans={this._trans} />}
        {action && (
          <button
            className={`jp-OmniSciButton${isMain ? ' jp-mod-accept' : ''}`}
            onClick={action.run}
          >
            {action.label}
          </button>
        )}
      </div>
    );
  }
}
