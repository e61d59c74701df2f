/** A specification and its picture, side by side. Loaded with the first document. */
import { CodeEditorWrapper, type CodeEditor } from '@jupyterlab/codeeditor';
import type { IEditorServices } from '@jupyterlab/codeeditor';
import type { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { Message } from '@lumino/messaging';
import { Debouncer } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import { SplitPanel, type Widget } from '@lumino/widgets';
import { markErrors } from '../code-mirror/error-mark';
import { withLineFeeds } from '../sql/line-ends';
import type { IConnection } from '../tokens';
import { parseVegaText } from '../vega/parse-text';
import { VegaError } from '../vega/vega-error';
import { errorText, pathOf } from '../vega-picture/picture-text';
import {
  VegaPicture,
  type VegaPictureServices
} from '../vega-picture/vega-picture';
import { vegaExtensions } from './editor-extensions';
import { errorRange } from './error-range';

/** Between the last key and the next picture, in milliseconds. */
const TYPING_PAUSE_MS = 500;
/** In a narrower panel the picture is below the text, in pixels. */
const NARROW = 640;

export type VegaDocumentServices = VegaPictureServices & {
  editorServices: IEditorServices;
};

export type VegaDocumentOptions = VegaDocumentServices & {
  /** The text; its creator disposes of it. */
  codeModel: CodeEditor.IModel;
  connection: IConnection;
  /** Folder and name of its PNG. */
  file: () => { folder: string; stem: string };
};

/** What a document is connected to: for the button of its toolbar. */
export type DocumentConnection = {
  readonly connection: IConnection;
  readonly connectionChanged: ISignal<unknown, void>;
  /** The next picture is asked of it. */
  setConnection(connection: IConnection): Promise<boolean>;
};

export class VegaDocument extends SplitPanel {
  constructor(private readonly _options: VegaDocumentOptions) {
    super({ orientation: 'horizontal', spacing: 1 });
    this.addClass('jp-OmniSciVega');
    const { codeModel, trans } = _options;
    this._wrapper = this._createWrapper();
    this.picture = new VegaPicture({
      ..._options,
      empty: {
        title: trans.__('No picture yet'),
        text: trans.__('Press Render or Shift+Enter to draw this text.')
      },
      retry: () => void this.render(),
      isDocument: true
    });
    this.addWidget(this._wrapper);
    this.addWidget(this.picture);
    this.setRelativeSizes([2, 3]);
    codeModel.sharedModel.changed.connect(this._onTextChanged, this);
    this.picture.model.changed.connect(this._markError, this);
    const picture = this.picture.model;
    this.model = {
      get connection() {
        return picture.connection;
      },
      connectionChanged: this._connectionChanged,
      setConnection: connection => {
        picture.connection = connection;
        this._connectionChanged.emit();
        void this.prepare();
        return Promise.resolve(true);
      }
    };
  }

  readonly picture: VegaPicture;
  readonly model: DocumentConnection;

  get editor(): CodeEditor.IEditor {
    return this._wrapper.editor;
  }

  /** The text, with the offsets of the editor. */
  get text(): string {
    return withLineFeeds(this._options.codeModel.sharedModel.getSource());
  }

  /** Connects, and asks who will draw. Sends nothing of the text. Never rejects. */
  async prepare(): Promise<void> {
    const status = await this.model.connection.ready();
    if (status.state === 'connected') {
      await this.picture.model.prepare();
    }
  }

  /** Draws the text; from then on, whenever it changes. Never rejects: an error is shown. */
  async render(): Promise<void> {
    this._isLive = true;
    await this.picture.render(this.text);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._typing.dispose();
      Signal.clearData(this);
      super.dispose();
    }
  }

  protected override onActivateRequest(_: Message): void {
    this.editor.focus();
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    const width = message.width === -1 ? this.node.clientWidth : message.width;
    const orientation = width < NARROW ? 'vertical' : 'horizontal';
    if (width > 0 && orientation !== this.orientation) {
      this.orientation = orientation;
    }
    super.onResize(message);
  }

  private _createWrapper(): CodeEditorWrapper {
    const { codeModel, editorServices, trans } = this._options;
    const wrapper = new CodeEditorWrapper({
      model: codeModel,
      factory: editorServices.factoryService.newDocumentEditor,
      editorOptions: {
        extensions: vegaExtensions(trans),
        config: {
          lineNumbers: true,
          lineWrap: true,
          scrollPastEnd: false,
          codeFolding: true,
          matchBrackets: true,
          placeholder: '{ "width": 800, "height": 450, … }'
        }
      }
    });
    wrapper.addClass('jp-OmniSciVega-input');
    wrapper.node.setAttribute('aria-label', trans.__('Vega specification'));
    // Otherwise CodeMirror inserts a blank line at Ctrl+Enter.
    wrapper.node.setAttribute('data-jp-code-runner', 'true');
    // Where JupyterLab's keys for Undo and Redo work.
    wrapper.editor.host.setAttribute('data-jp-undoer', 'true');
    return wrapper;
  }

  private _onTextChanged(): void {
    if (this._isLive) {
      void this._typing.invoke();
    }
  }

  /** A text that is not finished leaves the picture, and is marked. */
  private async _renderLive(): Promise<void> {
    const { text } = this;
    try {
      parseVegaText(text);
    } catch (error) {
      if (error instanceof VegaError) {
        this._marked = error;
        this._mark(error, error.message);
      }
      return;
    }
    await this.picture.render(text, { reread: false });
  }

  private _markError(): void {
    const { error } = this.picture.model;
    if (error === this._marked) {
      return;
    }
    this._marked = error;
    if (error) {
      const { offset } = error instanceof VegaError ? error : {};
      const message = errorText(error, this._options.trans);
      this._mark({ path: pathOf(error), offset }, message);
    } else {
      markErrors(this._view, []);
    }
  }

  private _mark(
    place: { path: string; offset?: number | undefined },
    message: string
  ): void {
    const range = errorRange(this.text, place);
    markErrors(this._view, range ? [{ ...range, index: 0, message }] : []);
  }

  private get _view(): CodeMirrorEditor['editor'] {
    return (this.editor as CodeMirrorEditor).editor;
  }

  /** True after the first Render: nothing is sent unasked. */
  private _isLive = false;
  private _marked: unknown = null;
  private readonly _wrapper: CodeEditorWrapper;
  private readonly _connectionChanged = new Signal<this, void>(this);
  private readonly _typing = new Debouncer(
    () => this._renderLive(),
    TYPING_PAUSE_MS
  );
}
