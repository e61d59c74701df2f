/** A SQL editor in an output of a notebook. Runs nothing before the user does. */
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONValue } from '@lumino/coreutils';
import { PanelLayout, Widget } from '@lumino/widgets';
import {
  outputConnection,
  type OutputConnections
} from '../output/output-connection';
import { OutputNote } from '../output/output-note';
import { secretNote } from '../output/secret-note';
import type { ISqlEditors } from '../tokens';
import { readPayload, type EditorPayload } from './payload';

export type EditorOutputOptions = {
  mimeType: string;
  connections: OutputConnections;
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
    const { mimeType } = this._options;
    const data = model.data[mimeType] as JSONValue | undefined;
    const payload = readPayload(data);
    const shown = payload && JSON.stringify([payload.query, payload.named]);
    // Where only the secret has gone, the text that the user typed and the rows stay.
    if (shown === null || shown !== this._shown) {
      this._shown = shown;
      await this._show(payload);
    }
    if (!this.isDisposed) {
      this._offerRemoval(model);
    }
  }

  private async _show(payload: EditorPayload | null): Promise<void> {
    const { connections, editors, trans } = this._options;
    this._panel.widgets.slice().forEach(widget => widget.dispose());
    if (!payload) {
      const text = trans.__('The SQL of this output cannot be read.');
      this._panel.addWidget(new OutputNote({ text }));
      return;
    }
    const shown = this._shown;
    const { connection, unknown } = await outputConnection(
      payload.named,
      connections
    );
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

  private _offerRemoval(model: IRenderMime.IMimeModel): void {
    const { mimeType, trans } = this._options;
    this._secretNote?.dispose();
    this._secretNote = secretNote({ model, mimeType, trans });
    if (this._secretNote) {
      this._panel.addWidget(this._secretNote);
    }
  }

  /** What the editor was made of; `null` if there is none. */
  private _shown: string | null = null;
  private _secretNote: OutputNote | null = null;
  private readonly _panel: PanelLayout;
}
