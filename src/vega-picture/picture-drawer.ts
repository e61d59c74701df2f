/**
 * Has pictures drawn on one connection: by the database, or else in the browser from rows. Knows no
 * DOM; what draws in the browser is given.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import type { RenderingReply } from '../../server/protocol';
import { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import { checkSize } from '../vega/check-size';
import { parseVegaText } from '../vega/parse-text';
import { translate } from '../vega/translate';
import type { VegaSpec } from '../vega/vega-spec';
import type { Vega5Spec } from '../vega/vega5-spec';
import { hitColumns, hitDataOf, type Hit } from './hit-values';
import type { Engine, Language, Picture, PictureActivity } from './picture';
import { SourceReader } from './source-reader';
import {
  fittedTo,
  isWhole,
  withView,
  type Place,
  type Size,
  type View
} from './view/view';

/** In pixels of the picture: a pointer need not be exact. */
const HIT_RADIUS = 2;

export type DrawInBrowser = (
  spec: Vega5Spec,
  /** For each mark, the name of its `data` if it tells its values; otherwise `null`. */
  hitData: readonly (string | null)[]
) => Promise<{ png: string; canvas: Widget }>;

export type PictureDrawerOptions = {
  connection: IConnection;
  drawInBrowser: DrawInBrowser;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  trans: TranslationBundle;
};

export type DrawOptions = {
  text: string;
  language: Language;
  view: View;
  /** What the picture has to fill; `null` for the size of the spec. */
  room: Size | null;
  /** Aborting cancels, also in the database. */
  signal: AbortSignal;
  onActivity: (activity: PictureActivity) => void;
};

export class PictureDrawer {
  constructor(private readonly _options: PictureDrawerOptions) {
    this._reader = new SourceReader(_options.trans);
  }

  get connection(): IConnection {
    return this._options.connection;
  }

  /** Who will draw most specs; `null` before {@link prepare} or {@link draw}. */
  get engine(): Engine | null {
    return (
      this._rendering && (this._rendering.renders ? 'database' : 'browser')
    );
  }

  /** Asks who draws. Rejects with a {@link SidecarError}. */
  async prepare(): Promise<void> {
    await this._ask();
  }

  /** Forgets rows, translated Vega-Lite, and who draws. */
  forget(): void {
    this._reader.clear();
    this._translated = null;
    this._rendering = null;
  }

  /** Rejects with a {@link SidecarError} or a `VegaError`, or with the reason of the signal. */
  async draw(options: DrawOptions): Promise<Picture> {
    const { view, room, signal, onActivity } = options;
    const { connection, now } = this._options;
    const start = now();
    const text = await this._vegaOf(options);
    const written = parseVegaText(text);
    const spec = withView(room ? fittedTo(written, room) : written, view);
    checkSize(spec);
    const rendering = await this._ask();
    signal.throwIfAborted();
    const drawn =
      (canDraw(rendering, spec)
        ? await this._drawInDatabase(
            room === null && isWhole(view) ? text : JSON.stringify(spec),
            options
          )
        : null) ?? (await this._drawInBrowser(spec, options));
    onActivity({ phase: 'drawing' });
    return { ...drawn, spec, view, connection, elapsedMs: now() - start };
  }

  /**
   * What the database has at a place of its last picture, which had this spec; `null` for nothing.
   * Rejects with a {@link SidecarError}, or with the reason of the signal.
   */
  async hit(
    spec: VegaSpec,
    { x, y }: Place,
    signal: AbortSignal
  ): Promise<Hit | null> {
    const columns = hitColumns(spec);
    if (this._widget === null || Object.keys(columns).length === 0) {
      return null;
    }
    const { hit } = await this.connection.client.pixel(
      this._widget,
      {
        x: Math.floor(x * spec.width),
        y: Math.floor(y * spec.height),
        radius: HIT_RADIUS,
        columns
      },
      signal
    );
    return hit;
  }

  /** `null` if the database turns out to have no renderer. */
  private async _drawInDatabase(
    vega: string,
    { signal, onActivity }: DrawOptions
  ): Promise<Drawn | null> {
    onActivity({ phase: 'database' });
    try {
      const { widget, image } = await this.connection.client.render(
        { vega, ...(this._widget !== null && { widget: this._widget }) },
        signal
      );
      this._widget = widget;
      return { by: 'database', png: image, canvas: null, sources: [] };
    } catch (error) {
      if (
        error instanceof SidecarError &&
        error.code === 'rendering_unavailable'
      ) {
        this._rendering = { renders: false, rendersPolygons: false };
        return null;
      }
      throw error;
    }
  }

  private async _drawInBrowser(
    spec: VegaSpec,
    { signal, onActivity }: DrawOptions
  ): Promise<Drawn> {
    const { rows, counts } = await this._reader.read(spec, {
      connection: this.connection,
      signal,
      onProgress: (name, rows) => onActivity({ phase: 'rows', name, rows })
    });
    signal.throwIfAborted();
    onActivity({ phase: 'drawing' });
    const drawn = await this._options.drawInBrowser(
      translate(spec, rows),
      hitDataOf(spec)
    );
    return { ...drawn, by: 'browser', sources: counts };
  }

  /** The domains of Vega-Lite come from the rows: a zoom does not read them again. */
  private async _vegaOf({
    text,
    language,
    signal
  }: DrawOptions): Promise<string> {
    if (language === 'vega') {
      return text;
    }
    if (this._translated?.text !== text) {
      const { client } = this.connection;
      const vega = await client.vegaFromVegaLite(text, signal);
      this._translated = { text, vega };
    }
    return this._translated.vega;
  }

  private async _ask(): Promise<RenderingReply> {
    return (this._rendering ??= await this.connection.client.rendering());
  }

  private _translated: { text: string; vega: string } | null = null;
  private _rendering: RenderingReply | null = null;
  /** The database's ID of its last picture here. */
  private _widget: number | null = null;
  private readonly _reader: SourceReader;
}

type Drawn = Pick<Picture, 'by' | 'png' | 'canvas' | 'sources'>;

const canDraw = (
  { renders, rendersPolygons }: RenderingReply,
  { marks = [] }: VegaSpec
): boolean =>
  renders && (rendersPolygons || !marks.some(({ type }) => type === 'polys'));
