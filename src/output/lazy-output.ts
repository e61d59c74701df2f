/** An output whose renderer is loaded with the first one of its kind. */
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import { isOfRunningCell } from './running-cell';

export type LoadRenderer = (
  output: LazyOutput
) => Promise<IRenderMime.IRenderer>;

export class LazyOutput extends Widget implements IRenderMime.IRenderer {
  /** @param _load - rejects if the server does not send a file of the extension. */
  constructor(private readonly _load: LoadRenderer) {
    super();
    this.layout = this._panel;
  }

  /** True if the cell of this output was running when the output came. */
  get isOfRunningCell(): boolean {
    return (this._isOfRunningCell ||= isOfRunningCell(this));
  }

  /** Rejects as loading does; JupyterLab then shows the error. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const renderer = await (this._renderer ??= this._load(this));
    if (this.isDisposed) {
      renderer.dispose();
      return;
    }
    if (renderer.parent !== this) {
      this._panel.addWidget(renderer);
    }
    await renderer.renderModel(model);
  }

  protected override onAfterAttach(_: Message): void {
    // The cell may have ended before the renderer is there.
    this._isOfRunningCell ||= isOfRunningCell(this);
  }

  private _isOfRunningCell = false;
  private _renderer: Promise<IRenderMime.IRenderer> | null = null;
  private readonly _panel = new PanelLayout();
}
