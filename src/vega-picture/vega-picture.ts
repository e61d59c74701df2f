/**
 * Draws HeavyDB's Vega: the database does, or else the browser does from rows. Used by documents and
 * by outputs of notebooks. Loaded with the first picture.
 */
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { ISignal } from '@lumino/signaling';
import { Panel, type Widget } from '@lumino/widgets';
import {
  ResultPlaceholder,
  type PlaceholderContent
} from '../result-view/placeholder';
import { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import { drawInBrowser } from './browser-drawing';
import type { Picture } from './picture';
import { PictureModel } from './picture-model';
import { engineSentence, errorText } from './picture-text';
import { copyPng, mayCopy, savePng, type SavePngOptions } from './png-file';
import { Stage } from './stage';
import { StatusBar } from './status-bar';

/** What all pictures have in common. */
export type VegaPictureServices = Pick<
  SavePngOptions,
  'contents' | 'show' | 'trans'
> & {
  rendermime: IRenderMimeRegistry;
  /** Signs in to the server of a connection; `null` if that cannot be done here. */
  signIn: ((connection: IConnection) => void) | null;
};

export type VegaPictureOptions = VegaPictureServices & {
  connection: IConnection;
  /** What the user sees before the first picture. */
  empty: { title: string; text: string };
  /** Draws again, for the button of a message: as the user's Render does. */
  retry: () => void;
  /** Where Save PNG puts its file. */
  file: () => Pick<SavePngOptions, 'folder' | 'stem'>;
  /**
   * True in a document: it may be fitted to its panel, and the wheel zooms at once. False in an
   * output, which is as large as its picture, and where the wheel scrolls the notebook.
   */
  isDocument: boolean;
};

export class VegaPicture extends Panel {
  constructor(private readonly _options: VegaPictureOptions) {
    super();
    const { connection, rendermime, isDocument, trans } = _options;
    this.addClass('jp-OmniSciVegaPicture');
    const now = (): number => performance.now();
    this.model = new PictureModel({
      ...{ connection, now, trans },
      drawInBrowser: (spec, hitData) =>
        drawInBrowser(spec, hitData, {
          ...{ rendermime, trans },
          onPoint: row => this._stage.point(row)
        })
    });
    const { model } = this;
    this._stage = new Stage({ model, zoomsAtOnce: isDocument, trans });
    this.addWidget(
      new StatusBar({
        ...{ model, now, trans },
        copy: mayCopy() ? () => void this.copyImage() : null,
        save: () => void this.savePng(),
        isFitted: () => this._isFitted,
        toggleFit: isDocument ? () => (this.isFitted = !this._isFitted) : null
      })
    );
    this.addWidget(this._stage);
    model.changed.connect(this._update, this);
    this._update();
  }

  readonly model: PictureModel;

  /** Emitted with each new picture. */
  get rendered(): ISignal<unknown, Picture> {
    return this.model.rendered;
  }

  /** True if it is drawn as large as the panel allows, instead of as large as its text says. */
  get isFitted(): boolean {
    return this._isFitted;
  }

  set isFitted(isFitted: boolean) {
    this._isFitted = isFitted;
    this._fit();
  }

  /** Draws a text. Never rejects: an error is shown. See {@link PictureModel.render}. */
  render(text: string, options?: { reread?: boolean }): Promise<void> {
    return this.model.render(text, options);
  }

  /** The picture on screen in base64; `null` before the first. */
  png(): string | null {
    return this.model.picture?.png ?? null;
  }

  async copyImage(): Promise<void> {
    const png = this.png();
    if (png !== null) {
      await copyPng(png, this._options.trans);
    }
  }

  async savePng(): Promise<void> {
    const png = this.png();
    if (png !== null) {
      await savePng({ ...this._options, ...this._options.file(), png });
    }
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.model.dispose();
      super.dispose();
    }
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    this._fit();
  }

  private _fit(): void {
    const { clientWidth: width, clientHeight: height } = this._stage.node;
    if (!this._isFitted) {
      this.model.room = null;
    } else if (width > 2 * MARGIN && height > 2 * MARGIN) {
      this.model.room = {
        width: width - 2 * MARGIN,
        height: height - 2 * MARGIN
      };
    }
  }

  private _update(): void {
    const content = this._message();
    const isError = this.model.error !== null;
    this.toggleClass('jp-mod-earlier', isError && this.model.picture !== null);
    if (content === null || !this._placeholder?.says(content)) {
      this._placeholder?.dispose();
      this._placeholder = null;
      if (content) {
        this._placeholder = new ResultPlaceholder(content, this._options.trans);
        this.insertWidget(1, this._placeholder);
      }
    }
    this._placeholder?.toggleClass(
      'jp-mod-banner',
      this.model.picture !== null
    );
    this._stage.setHidden(this.model.picture === null);
  }

  private _message(): PlaceholderContent | null {
    const { empty, retry, signIn, trans } = this._options;
    const { activity, connection, engine, error, picture } = this.model;
    if (!error) {
      return picture || activity
        ? null
        : {
            tone: 'quiet',
            title: empty.title,
            text: [empty.text, engineSentence(engine, trans)].join(' ').trim()
          };
    }
    const isConnectionError =
      error instanceof SidecarError && error.isConnectionError;
    const needsSignIn =
      error instanceof SidecarError && error.code === 'sign_in_needed';
    return {
      tone: 'error',
      title: needsSignIn
        ? trans.__('Sign in to %1', connection.label)
        : isConnectionError
          ? trans.__('Not connected to the database')
          : trans.__('Not drawn'),
      text: errorText(error, trans),
      requestId: error instanceof SidecarError ? error.requestId : '',
      ...(needsSignIn && signIn
        ? {
            action: {
              label: trans.__('Sign In…'),
              run: () => signIn(connection)
            }
          }
        : isConnectionError && {
            action: { label: trans.__('Try again'), run: retry }
          })
    };
  }

  private _isFitted = false;
  private _placeholder: ResultPlaceholder | null = null;
  private readonly _stage: Stage;
}

/** Around the picture in its panel, in pixels; as in `style/vega.css`. */
const MARGIN = 12;
