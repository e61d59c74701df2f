/** The running statements of all editors. No view. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IRunningStatement, ISqlEditor, ISqlEditors } from '../tokens';

export type RunningQuery = { editor: ISqlEditor; statement: IRunningStatement };

export class RunningQueries implements IDisposable {
  constructor(sqlEditors: Pick<ISqlEditors, 'opened'>) {
    sqlEditors.opened.connect(this._onOpened, this);
  }

  /** In the order in which their editors were opened. */
  get items(): readonly RunningQuery[] {
    return this._items;
  }

  /** True from the first statement of a Run to its last, in any editor. */
  get isBusy(): boolean {
    return this._isBusy;
  }

  /** Emitted when a statement starts or ends; not at each page of its rows. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private _onOpened(_: unknown, editor: ISqlEditor): void {
    this._editors.add(editor);
    editor.activityChanged.connect(this._update, this);
    editor.widget.disposed.connect(() => {
      this._editors.delete(editor);
      this._update();
    });
    this._update();
  }

  private _update(): void {
    const items = [...this._editors].flatMap(editor =>
      editor.running.map(statement => ({ editor, statement }))
    );
    const isSame =
      items.length === this._items.length &&
      items.every(
        ({ statement }, n) => statement === this._items[n]?.statement
      );
    const isBusy = [...this._editors].some(editor => editor.isBusy);
    if (!isSame || isBusy !== this._isBusy) {
      this._items = items;
      this._isBusy = isBusy;
      this._changed.emit();
    }
  }

  private _isDisposed = false;
  private _items: readonly RunningQuery[] = [];
  private _isBusy = false;
  private readonly _editors = new Set<ISqlEditor>();
  private readonly _changed = new Signal<this, void>(this);
}
