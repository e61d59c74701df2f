/** An output whose code is loaded with the first one that is shown. */
import type { IRenderMime } from '@jupyterlab/rendermime';
import { PanelLayout, Widget } from '@lumino/widgets';

export class LazyOutput extends Widget implements IRenderMime.IRenderer {
  /** @param load - rejects if the server does not send a file; JupyterLab then shows the error. */
  constructor(private readonly _load: () => Promise<IRenderMime.IRenderer>) {
    super();
    this.layout = new PanelLayout();
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this._loading ??= this._load();
    const output = await this._loading;
    if (this.isDisposed) {
      output.dispose();
      return;
    }
    (this.layout as PanelLayout).addWidget(output);
    await output.renderModel(model);
  }

  private _loading: Promise<IRenderMime.IRenderer> | null = null;
}
