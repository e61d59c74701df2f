/** A message in place of rows: what is the case, in the user's words, and what can be done. */
import { ReactWidget } from '@jupyterlab/apputils';
import * as React from 'react';

export type MessageContent = {
  tone: 'quiet' | 'busy' | 'trouble';
  title: string;
  /** A sentence of ours. */
  text?: string;
  /** A text of the database's, shown letter by letter. */
  verbatim?: string;
  action?: { label: string; run: () => void };
};

export class Message extends ReactWidget {
  constructor(private readonly _content: MessageContent) {
    super();
    this.addClass('jp-OmniSciMessage');
    this.addClass(`jp-mod-${_content.tone}`);
    this.node.setAttribute(
      'role',
      _content.tone === 'trouble' ? 'alert' : 'status'
    );
  }

  protected override render(): React.ReactElement {
    const { title, text, verbatim, action } = this._content;
    return (
      <div className="jp-OmniSciMessage-body">
        <h2 className="jp-OmniSciMessage-title">{title}</h2>
        {text && <p className="jp-OmniSciMessage-text">{text}</p>}
        {verbatim && (
          <pre className="jp-OmniSciMessage-verbatim">{verbatim}</pre>
        )}
        {action && (
          <button
            className="jp-Dialog-button jp-mod-accept jp-mod-styled"
            onClick={action.run}
          >
            {action.label}
          </button>
        )}
      </div>
    );
  }
}
