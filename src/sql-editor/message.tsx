/** A message in place of rows or above them: what is the case, in the user's words, and what can be done. */
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
  constructor(readonly content: MessageContent) {
    super();
    this.addClass('jp-OmniSciMessage');
    this.addClass(`jp-mod-${content.tone}`);
    this.node.setAttribute(
      'role',
      content.tone === 'trouble' ? 'alert' : 'status'
    );
  }

  /** True where it says what `content` says. */
  says(content: MessageContent): boolean {
    const { tone, title, text, verbatim, action } = this.content;
    return (
      tone === content.tone &&
      title === content.title &&
      text === content.text &&
      verbatim === content.verbatim &&
      action?.label === content.action?.label
    );
  }

  protected override render(): React.ReactElement {
    const { title, text, verbatim, action } = this.content;
    return (
      <div className="jp-OmniSciMessage-body">
        <h2 className="jp-OmniSciMessage-title">{title}</h2>
        {text && <p className="jp-OmniSciMessage-text">{text}</p>}
        {verbatim && (
          <pre className="jp-OmniSciMessage-verbatim">{verbatim}</pre>
        )}
        {action && (
          <button
            className="jp-OmniSciButton jp-mod-accept"
            onClick={action.run}
          >
            {action.label}
          </button>
        )}
      </div>
    );
  }
}
