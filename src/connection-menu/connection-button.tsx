/** Shows an editor's connection in its toolbar, and opens the menu that changes it. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownEmptyThinIcon, lockIcon } from '@jupyterlab/ui-components';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';
import type { IConnection, IConnections, ISqlEditor } from '../tokens';
import {
  connectionText,
  connectionTooltip,
  endingText
} from './connection-text';

export type ConnectionButtonOptions = {
  editor: Pick<ISqlEditor, 'connection'> & {
    readonly connectionChanged: ISignal<unknown, void>;
  };
  connections: Pick<IConnections, 'changed'>;
  /** Opens the menu below the button; after a key press, its first entry is active. */
  open: (button: HTMLElement, isByKey: boolean) => void;
  trans: TranslationBundle;
};

export class ConnectionButton extends ReactWidget {
  constructor(private readonly _options: ConnectionButtonOptions) {
    super();
    this.addClass('jp-OmniSciConnection');
    _options.editor.connectionChanged.connect(this._follow, this);
    _options.connections.changed.connect(() => this.update(), this);
    this._follow();
  }

  protected override render(): React.ReactElement {
    const { editor, trans } = this._options;
    const { connection } = editor;
    const { status, isReadOnly } = connection;
    const state =
      status === null
        ? 'connecting'
        : status.state === 'connected'
          ? 'connected'
          : status.state === 'sign_in_needed'
            ? 'signed-out'
            : 'trouble';
    const text = connectionText(connection, trans);
    const ending = endingText(connection, trans);
    const spoken = [text, ending].filter(Boolean).join(', ');
    return (
      <button
        className={`jp-OmniSciConnection-button jp-mod-${state}`}
        title={connectionTooltip(connection, trans)}
        aria-label={
          isReadOnly
            ? trans.__('Connection: %1, read only', spoken)
            : trans.__('Connection: %1', spoken)
        }
        aria-haspopup="menu"
        onClick={this._onClick}
        onKeyDown={this._onKeyDown}
      >
        <span className="jp-OmniSciConnection-dot" aria-hidden="true" />
        {/* Not both: a toolbar hides a button that has become too wide. The title has both. */}
        {ending ? (
          <span className="jp-OmniSciConnection-end">{ending}</span>
        ) : (
          <span className="jp-OmniSciConnection-label">{text}</span>
        )}
        {isReadOnly && (
          <span
            className="jp-OmniSciConnection-readOnly"
            title={trans.__(
              'Read only: statements that change anything are refused.'
            )}
          >
            <lockIcon.react tag="span" width="14px" height="14px" />
          </span>
        )}
        <caretDownEmptyThinIcon.react tag="span" width="16px" height="16px" />
      </button>
    );
  }

  private _follow(): void {
    this._followed?.statusChanged.disconnect(this.update, this);
    this._followed = this._options.editor.connection;
    this._followed.statusChanged.connect(this.update, this);
    this.update();
  }

  /** Enter and Space are clicks with a count of zero. */
  private readonly _onClick = ({
    currentTarget,
    detail
  }: React.MouseEvent<HTMLElement>): void => {
    this._options.open(currentTarget, detail === 0);
  };

  private readonly _onKeyDown = (
    event: React.KeyboardEvent<HTMLElement>
  ): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.stopPropagation();
      this._options.open(event.currentTarget, true);
    }
  };

  private _followed: IConnection | null = null;
}
