/** A SQL editor in an output of a notebook. Runs nothing before the user does. */
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { PanelLayout, Widget } from '@lumino/widgets';
import { settledDefault } from '../lifetime/settled-default';
import type { IConnection, IConnections, ISqlEditors } from '../tokens';
import { namedConnection } from './named-connection';
import { OutputNote } from './output-note';
import { readPayload, withoutSecrets, type EditorPayload } from './payload';

export type EditorOutputOptions = {
  mimeType: string;
  connections: Pick<
    IConnections,
    'ready' | 'default' | 'get' | 'servers' | 'policy'
  >;
  editors: Pick<ISqlEditors, 'embed'>;
  trans: TranslationBundle;
};

export class EditorOutput extends Widget implements IRenderMime.IRenderer {
  constructor(private readonly _options: EditorOutputOptions) {
    super();
    this.addClass('jp-OmniSciEditorOutput');
    this._panel = new PanelLayout();
    this.layout = this._panel;
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const payload = readPayload(this._dataOf(model));
    const shown = payload && JSON.stringify([payload.query, payload.named]);
    // Where only the secret has gone, the text that the user typed and the rows stay.
    if (shown === null || shown !== this._shown) {
      this._shown = shown;
      await this._show(payload);
    }
    if (!this.isDisposed) {
      this._offerRemoval(model, payload);
    }
  }

  private async _show(payload: EditorPayload | null): Promise<void> {
    const { editors, trans } = this._options;
    this._panel.widgets.slice().forEach(widget => widget.dispose());
    if (!payload) {
      const text = trans.__('The SQL of this output cannot be read.');
      this._panel.addWidget(new OutputNote({ text }));
      return;
    }
    const shown = this._shown;
    const { connection, unknown } = await this._connectionOf(payload);
    const editor = await editors.embed({ connection, sql: payload.query });
    if (this.isDisposed || shown !== this._shown) {
      editor.widget.dispose();
      return;
    }
    if (unknown !== null) {
      const text = trans.__(
        'The notebook names %1, which is not one of your connections. Run uses the connection on the toolbar.',
        unknown
      );
      this._panel.addWidget(new OutputNote({ text }));
    }
    this._panel.addWidget(editor.widget);
  }

  private async _connectionOf({ named }: EditorPayload): Promise<{
    connection: IConnection;
    unknown: string | null;
  }> {
    const { connections } = this._options;
    const usual = await settledDefault(connections);
    const found = namedConnection(named, connections);
    return {
      connection: found.kind === 'allowed' ? connections.get(found.key) : usual,
      unknown: found.kind === 'unknown' ? found.name : null
    };
  }

  private _offerRemoval(
    model: IRenderMime.IMimeModel,
    payload: EditorPayload | null
  ): void {
    const { mimeType, trans } = this._options;
    this._secretNote?.dispose();
    this._secretNote = null;
    if (payload?.hasSecret) {
      this._secretNote = new OutputNote({
        text: trans.__(
          'A password or a session is stored in this output. It is not used.'
        ),
        action: {
          label: trans.__('Remove Stored Password'),
          run: () =>
            model.setData({
              data: {
                ...model.data,
                [mimeType]: withoutSecrets(this._dataOf(model) as JSONObject)
              }
            })
        }
      });
      this._panel.addWidget(this._secretNote);
    }
  }

  private _dataOf(model: IRenderMime.IMimeModel): JSONValue | undefined {
    return model.data[this._options.mimeType] as JSONValue | undefined;
  }

  /** What the editor was made of; `null` if there is none. */
  private _shown: string | null = null;
  private _secretNote: OutputNote | null = null;
  private readonly _panel: PanelLayout;
}
