/**
 * A picture in an output of a notebook. Opening a notebook sends nothing, whoever trusts it: an
 * output draws when its user presses Run, or has just run its cell.
 */
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONValue } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import {
  outputConnection,
  type OutputConnections
} from '../output/output-connection';
import { OutputNote } from '../output/output-note';
import { secretNote } from '../output/secret-note';
import { VegaCard, type VegaCardOptions } from './card';
import { readVegaPayload } from './payload';

const PNG = 'image/png';

export type VegaOutputOptions = Pick<
  VegaCardOptions,
  'createConnectionButton' | 'createDrawing'
> & {
  mimeType: string;
  /** True if the cell of this output was running when the output came. */
  isOfRunningCell: () => boolean;
  connections: OutputConnections;
  trans: TranslationBundle;
};

export class VegaOutput extends Widget implements IRenderMime.IRenderer {
  constructor(private readonly _options: VegaOutputOptions) {
    super();
    this.addClass('jp-OmniSciVegaOutput');
    this._panel = new PanelLayout();
    this.layout = this._panel;
  }

  /** Never rejects. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = model.data[this._options.mimeType] as JSONValue | undefined;
    const payload = readVegaPayload(data);
    const shown = JSON.stringify(payload);
    // Where a picture was added, or the secret has gone, the drawing stays.
    if (shown !== this._shown) {
      this._shown = shown;
      await this._show(model, payload);
    }
    if (!this.isDisposed) {
      this._offerRemoval(model);
    }
  }

  protected override onAfterAttach(_: Message): void {
    this._runOnce();
  }

  private async _show(
    model: IRenderMime.IMimeModel,
    payload: ReturnType<typeof readVegaPayload>
  ): Promise<void> {
    const { connections, createConnectionButton, createDrawing, trans } =
      this._options;
    const shown = this._shown;
    this._card = null;
    this._panel.widgets.slice().forEach(widget => widget.dispose());
    if (!payload) {
      const text = trans.__('The specification of this output cannot be read.');
      this._panel.addWidget(new OutputNote({ text }));
      return;
    }
    const start = await outputConnection(payload.named, connections);
    if (this.isDisposed || shown !== this._shown) {
      return;
    }
    const png = model.data[PNG];
    this._card = new VegaCard({
      ...{ ...start, createConnectionButton, createDrawing, payload, trans },
      png: typeof png === 'string' ? png : null,
      // So the saved notebook shows it, wherever it is opened.
      onDrawn: drawn => {
        if (model.data[PNG] !== drawn) {
          model.setData({ data: { ...model.data, [PNG]: drawn } });
        }
      }
    });
    this._panel.addWidget(this._card);
    this._isDrawn = png !== undefined || payload.hasLostQuery;
    this._runOnce();
  }

  /** Where the database does not draw, a cell that runs leaves the picture to its output. */
  private _runOnce(): void {
    if (this._card && !this._isDrawn && this._options.isOfRunningCell()) {
      this._isDrawn = true;
      this._card.start();
    }
  }

  private _offerRemoval(model: IRenderMime.IMimeModel): void {
    const { mimeType, trans } = this._options;
    this._secretNote?.dispose();
    this._secretNote = secretNote({ model, mimeType, trans });
    if (this._secretNote) {
      this._panel.addWidget(this._secretNote);
    }
  }

  /** What the card was made of; `null` before the first. */
  private _shown: string | null = null;
  private _card: VegaCard | null = null;
  /** True if there is a picture, or will be one, or cannot be one. */
  private _isDrawn = false;
  private _secretNote: OutputNote | null = null;
  private readonly _panel: PanelLayout;
}
