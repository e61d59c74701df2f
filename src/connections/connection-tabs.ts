/** Says on the tabs of SQL editors where each is connected, while they are not all at one place. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IConnections, ISqlEditors } from '../tokens';
import { shortLabel } from '../connection-info/short-label';

/** Lumino puts it on the tab as `data-…`, where `style/connections.css` shows it: the label of a file is its name. */
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
      // JupyterLab writes the tooltip of a file anew.
      widget.title.changed.connect(this._update, this);
      widget.disposed.connect(this._update, this);
      this._update();
    }, this);
    // Servers may be called otherwise.
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

/** In the tooltip, too: for who cannot read it all, or does not see it. */
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
