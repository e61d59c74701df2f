/** Shows the connection on the tabs of SQL editors if the editors have different ones. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IConnections, ISqlEditors } from '../tokens';
import { shortLabel } from '../connection-info/short-label';

/**
 * Lumino writes it as a `data-…` attribute of the tab, which `style/connections.css` shows. The label
 * of a file's tab must stay the name of the file.
 */
const ATTRIBUTE = 'omnisci-connection';

export type ConnectionTabsOptions = {
  editors: Pick<ISqlEditors, 'items' | 'opened'>;
  connections: Pick<IConnections, 'changed'>;
  trans: TranslationBundle;
};

export class ConnectionTabs implements IDisposable {
  constructor(private readonly _options: ConnectionTabsOptions) {
    const { editors, connections } = _options;
    editors.opened.connect((_, { widget, connectionChanged }) => {
      connectionChanged.connect(this._update, this);
      // JupyterLab rewrites the tooltip of a file.
      widget.title.changed.connect(this._update, this);
      widget.disposed.connect(this._update, this);
      this._update();
    }, this);
    // The names of servers may have changed.
    connections.changed.connect(this._update, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
  }

  private _update(): void {
    const { editors, trans } = this._options;
    const used = new Set(editors.items.map(({ connection }) => connection));
    for (const { widget, connection } of editors.items) {
      const text = used.size > 1 ? shortLabel(connection, trans) : null;
      mark(widget.title, text, trans);
    }
  }

  private _isDisposed = false;
}

type MarkedTitle = {
  dataset: Readonly<Record<string, string>>;
  caption: string;
};

/** The tooltip has it too, because the tab may cut it off and screen readers skip it. */
function mark(
  title: MarkedTitle,
  text: string | null,
  trans: TranslationBundle
): void {
  const { [ATTRIBUTE]: shown = null, ...rest } = title.dataset;
  if (shown === null && text === null) {
    return;
  }
  const line = (label: string): string => trans.__('Connected to %1', label);
  const lines = title.caption
    .split('\n')
    .filter(old => old !== '' && (shown === null || old !== line(shown)));
  const caption = [...lines, ...(text === null ? [] : [line(text)])].join('\n');
  if (shown !== text) {
    title.dataset = text === null ? rest : { ...rest, [ATTRIBUTE]: text };
  }
  if (caption !== title.caption) {
    title.caption = caption;
  }
}
