/**
 * The height of a SQL editor in another widget: as high as its text, and after the first Run also
 * as its rows, both within bounds.
 */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { IDisposable } from '@lumino/disposable';
import { MessageLoop } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import type { SqlEditorContent } from '../sql-editor/panel';
import type { ISqlEditor } from '../tokens';

const MAX_LINES = 8;
/** A message needs the room of some rows. */
const MIN_ROWS = 4;
const MAX_ROWS = 12;

/** In pixels. The toolbar, the padding of the text, and a line of it. */
const TOOLBAR = 42;
const LINE = 17;
/** The status line, the header of the grid and its scroll bar; a row of it. */
const RESULT_HEADER = 76;
const ROW = 24;
/** More than one result has a bar of tabs. */
const TAB_BAR = 28;

/** The least height of the text, as in `style/base.css`. */
const MIN_TEXT = 88;

export class CompactSize implements IDisposable {
  constructor(
    private readonly _widget: MainAreaWidget<SqlEditorContent>,
    private readonly _editor: Pick<ISqlEditor, 'result'>
  ) {
    const { content } = _widget;
    _widget.addClass('jp-mod-compact');
    content.results.hide();
    content.model.changed.connect(this._update, this);
    content.sqlChanged.connect(this._update, this);
    this._update();
    this._observer.observe(_widget.node);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._observer.disconnect();
    Signal.disconnectReceiver(this);
  }

  /** The rows only grow: a Run must not move the cells below up and down. */
  private _update(): void {
    const { content } = this._widget;
    const { model, results, sql } = content;
    const { execution, tabs, notRun } = model;
    if (results.isHidden && (execution || notRun || tabs.items.length > 0)) {
      results.show();
    }
    const lines = Math.min(sql.split('\n').length, MAX_LINES);
    const text = Math.max(TOOLBAR + lines * LINE, MIN_TEXT);
    this._rows = Math.min(
      Math.max(this._rows, this._editor.result?.table.rowCount ?? 0),
      MAX_ROWS
    );
    this._tabs ||= tabs.items.length > 1;
    const below = results.isHidden
      ? 0
      : RESULT_HEADER + this._rows * ROW + (this._tabs ? TAB_BAR : 0);
    this._widget.node.style.height = `${text + below}px`;
    this._sizes = [text, below];
  }

  /** Nothing above an output tells it that it has another size. */
  private _fit(): void {
    const { content } = this._widget;
    MessageLoop.sendMessage(this._widget, Widget.ResizeMessage.UnknownSize);
    const [text, below] = this._sizes;
    // A change of the width leaves what the user dragged.
    if (this._fitted !== text + below) {
      this._fitted = text + below;
      // Otherwise a result that has just been shown still has no room.
      MessageLoop.sendMessage(content, Widget.Msg.FitRequest);
      content.setRelativeSizes(this._sizes);
    }
  }

  private _sizes: [number, number] = [0, 0];
  private _fitted = 0;
  private readonly _observer = new ResizeObserver(() => this._fit());
  private _rows = MIN_ROWS;
  private _tabs = false;
  private _isDisposed = false;
}
