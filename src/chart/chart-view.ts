/** Draws a chart with JupyterLab's own Vega renderer, as large as the space allows. */
import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMime, IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { Debouncer } from '@lumino/polling';
import { PanelLayout, Widget } from '@lumino/widgets';
import type { ChartModel } from './model';
import {
  measureName,
  VEGA_LITE_MIME,
  vegaSpec,
  type ChartTheme
} from './vega-spec';

/** While a divider is dragged, the chart is not drawn again at every pixel. */
const PAUSE_MS = 100;

export type ChartViewOptions = {
  model: ChartModel;
  rendermime: IRenderMimeRegistry;
  themeManager: IThemeManager | null;
  trans: TranslationBundle;
};

export class ChartView extends Widget {
  constructor(private readonly _options: ChartViewOptions) {
    super();
    this.addClass('jp-OmniSciChart-view');
    this.layout = new PanelLayout();
    this._message.addClass('jp-OmniSciChart-message');
    _options.model.changed.connect(this._draw, this);
    _options.themeManager?.themeChanged.connect(this._draw, this);
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._drawing.dispose();
    super.dispose();
  }

  protected override onAfterShow(_: Message): void {
    this._draw();
  }

  protected override onResize(_: Widget.ResizeMessage): void {
    this._draw();
  }

  private _draw(): void {
    void this._drawing.invoke();
  }

  private async _drawNow(): Promise<void> {
    const { model, rendermime, trans } = this._options;
    const { choice, result, points } = model;
    const { clientWidth: width, clientHeight: height } = this.node;
    if (this.isDisposed || width === 0 || height === 0) {
      return;
    }
    if (!choice || !result || !points) {
      this._say(
        result
          ? trans.__(
              'This result cannot be charted. It has no column with numbers, times or text.'
            )
          : trans.__('Run a query to see its chart here.')
      );
      return;
    }
    if (points.points.length === 0) {
      this._say(
        trans.__('Nothing to draw. No row has a value in these columns.')
      );
      return;
    }
    if (!rendermime.mimeTypes.includes(VEGA_LITE_MIME)) {
      this._say(
        trans.__(
          'JupyterLab’s Vega renderer is disabled. Enable the extension @jupyterlab/vega5-extension.'
        )
      );
      return;
    }
    const { columns } = result.table;
    const spec = vegaSpec({
      columns,
      choice,
      points,
      theme: readTheme(this.node),
      width: Math.max(160, width - MARGIN_RIGHT),
      height: Math.max(120, height - MARGIN_BELOW)
    });
    const renderer =
      this._renderer ?? rendermime.createRenderer(VEGA_LITE_MIME);
    this._show(renderer);
    this._renderer = renderer;
    renderer.node.setAttribute('role', 'img');
    renderer.node.setAttribute(
      'aria-label',
      trans.__(
        'Chart of %1 by %2',
        measureName(choice, columns),
        columns[choice.x]?.name ?? ''
      )
    );
    await renderer.renderModel(
      rendermime.createModel({
        data: {
          [VEGA_LITE_MIME]: spec as ReadonlyPartialJSONObject,
          // The renderer makes an image for notebooks to save, unless one exists.
          'image/png': ' '
        },
        metadata: {
          [VEGA_LITE_MIME]: {
            embed_options: {
              // No “Open in Vega Editor”: it would send the rows to another site.
              actions: {
                export: true,
                source: false,
                compiled: false,
                editor: false
              }
            }
          }
        }
      })
    );
  }

  private _say(text: string): void {
    this._message.node.textContent = text;
    this._show(this._message);
  }

  private _show(widget: Widget): void {
    const layout = this.layout as PanelLayout;
    for (const other of [...layout.widgets]) {
      if (other !== widget) {
        layout.removeWidget(other);
      }
    }
    if (widget.parent !== this) {
      layout.addWidget(widget);
    }
  }

  private _renderer: IRenderMime.IRenderer | null = null;
  private readonly _message = new Widget();
  private readonly _drawing = new Debouncer(() => this._drawNow(), PAUSE_MS);
}

/** Space for the renderer's menu, and for the padding around the chart. */
const MARGIN_RIGHT = 64;
const MARGIN_BELOW = 28;

function readTheme(node: HTMLElement): ChartTheme {
  const style = getComputedStyle(node);
  const read = (name: string): string =>
    style.getPropertyValue(`--jp-${name}`).trim();
  return {
    text: read('ui-font-color1'),
    mutedText: read('ui-font-color2'),
    line: read('border-color2'),
    mark: read('brand-color1'),
    font: style.fontFamily,
    fontSize: parseInt(style.fontSize, 10) || 13
  };
}
