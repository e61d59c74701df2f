/**
 * State of one picture: what is drawn, and what was drawn last, which stays until something newer
 * is there. Knows no DOM.
 */
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import { asSidecarError, SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import { VegaError } from '../vega/vega-error';
import type { Hit } from './hit-values';
import type { Engine, Language, Picture, PictureActivity } from './picture';
import { PictureDrawer, type PictureDrawerOptions } from './picture-drawer';
import {
  isZoomable,
  WHOLE,
  type Place,
  type Size,
  type View
} from './view/view';

/** While a wheel turns or a panel is sized, the picture is not drawn at every step. */
const PAUSE_MS = 200;

export type PictureModelOptions = PictureDrawerOptions;

export type PictureError = SidecarError | VegaError;

export class PictureModel implements IDisposable {
  constructor(private readonly _options: PictureModelOptions) {
    this._drawer = new PictureDrawer(_options);
  }

  /** Who the next picture is asked of. The picture that is shown keeps its own. */
  get connection(): IConnection {
    return this._drawer.connection;
  }

  set connection(connection: IConnection) {
    if (connection !== this.connection) {
      this.cancel();
      this._drawer = new PictureDrawer({ ...this._options, connection });
      this._changed.emit();
    }
  }

  /** The newest picture; `null` before the first. */
  get picture(): Picture | null {
    return this._picture;
  }

  /** `null` if nothing is being done. */
  get activity(): PictureActivity | null {
    return this._activity;
  }

  /** When the activity began, by the clock of the options. */
  get startedAt(): number {
    return this._startedAt;
  }

  /** Why there is no newer picture; `null` if there is no fault. */
  get error(): PictureError | null {
    return this._error;
  }

  /** True if the user stopped the newest one. */
  get isCancelled(): boolean {
    return this._isCancelled;
  }

  /** Who will draw; `null` if that is not known. */
  get engine(): Engine | null {
    return this._drawer.engine;
  }

  /** The view that the user wants; that of the picture may be older. */
  get view(): View {
    return this._view;
  }

  set view(view: View) {
    this._view = view;
    this._changed.emit();
    void this._redrawing.invoke();
  }

  get isZoomable(): boolean {
    return this._picture !== null && isZoomable(this._picture.spec);
  }

  /** What the picture has to fill; `null` for the size of its spec. */
  get room(): Size | null {
    return this._room;
  }

  set room(room: Size | null) {
    const { width, height } = this._room ?? {};
    if (room?.width !== width || room?.height !== height) {
      this._room = room;
      this._changed.emit();
      void this._redrawing.invoke();
    }
  }

  /** Emitted when anything above changes. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when there is a new picture. */
  get rendered(): ISignal<this, Picture> {
    return this._rendered;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._running?.abort();
      this._picture?.canvas?.dispose();
      this._redrawing.dispose();
      Signal.clearData(this);
    }
  }

  /** Asks who will draw, before it is needed. Never rejects. */
  async prepare(): Promise<void> {
    try {
      await this._drawer.prepare();
      this._changed.emit();
    } catch {
      // It is asked again with the first picture, which shows the error.
    }
  }

  /**
   * Draws a text, unless a later call does first. Never rejects: see {@link error}.
   *
   * @param options - `reread`: runs all queries again; otherwise, only those that are new.
   * `language` of the text: HeavyDB's Vega unless it is given.
   */
  async render(
    text: string,
    {
      reread = true,
      language = 'vega'
    }: { reread?: boolean; language?: Language } = {}
  ): Promise<void> {
    this._text = text;
    this._language = language;
    if (reread) {
      this._drawer.forget();
    }
    await this._draw();
  }

  /** Stops what is being done, also in the database. */
  cancel(): void {
    if (this._running) {
      this._running.abort();
      this._running = null;
      this._activity = null;
      this._isCancelled = true;
      this._changed.emit();
    }
  }

  /**
   * What the database has at a place of its picture; `null` for nothing. If it has forgotten the
   * picture, it draws it again first. Rejects with a {@link SidecarError}, or with the reason of the
   * signal.
   */
  async hit(place: Place, signal: AbortSignal): Promise<Hit | null> {
    try {
      return await this._hit(place, signal);
    } catch (error) {
      if (
        !(error instanceof SidecarError && error.code === 'render_unknown') ||
        this._activity
      ) {
        throw error;
      }
      await this._draw();
      return await this._hit(place, signal);
    }
  }

  private async _hit(place: Place, signal: AbortSignal): Promise<Hit | null> {
    const { _picture: picture, _drawer: drawer } = this;
    return picture?.by === 'database' &&
      picture.connection === drawer.connection
      ? drawer.hit(picture.spec, place, signal)
      : null;
  }

  private async _draw(): Promise<void> {
    const text = this._text;
    if (text === null || this._isDisposed) {
      return;
    }
    this._running?.abort();
    const running = (this._running = new AbortController());
    const { signal } = running;
    this._startedAt = this._options.now();
    this._error = null;
    this._isCancelled = false;
    this._activity = { phase: 'starting' };
    this._changed.emit();
    try {
      const picture = await this._drawer.draw({
        text,
        language: this._language,
        view: this._view,
        room: this._room,
        signal,
        onActivity: activity => {
          if (!signal.aborted) {
            this._activity = activity;
            this._changed.emit();
          }
        }
      });
      if (signal.aborted) {
        picture.canvas?.dispose();
      } else {
        const old = this._picture;
        this._picture = picture;
        this._end(null);
        old?.canvas?.dispose();
        this._rendered.emit(picture);
      }
    } catch (error) {
      if (!signal.aborted) {
        this._end(error instanceof VegaError ? error : asSidecarError(error));
      }
    }
  }

  private _end(error: PictureError | null): void {
    this._running = null;
    this._activity = null;
    this._error = error;
    this._changed.emit();
  }

  private _drawer: PictureDrawer;
  private _text: string | null = null;
  private _language: Language = 'vega';
  private _view: View = WHOLE;
  private _room: Size | null = null;
  private _picture: Picture | null = null;
  private _running: AbortController | null = null;
  private _activity: PictureActivity | null = null;
  private _startedAt = 0;
  private _error: PictureError | null = null;
  private _isCancelled = false;
  private _isDisposed = false;
  private readonly _redrawing = new Debouncer(() => this._draw(), PAUSE_MS);
  private readonly _changed = new Signal<this, void>(this);
  private readonly _rendered = new Signal<this, Picture>(this);
}
