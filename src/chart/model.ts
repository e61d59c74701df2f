/** State of one chart: the result on top of its editor, and how to chart it. Knows no view. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ISqlEditor, ISqlResult } from '../tokens';
import { pointsOf, type Points } from './aggregate';
import {
  carriedOver,
  defaultOptions,
  type ChartOptions
} from './chart-options';
import { columnReader } from './column-values';

export class ChartModel implements IDisposable {
  constructor(private readonly _editor: ISqlEditor) {
    _editor.resultChanged.connect(this._onResultChanged, this);
    this._onResultChanged();
  }

  /** The newest result. It stays while a query runs or fails, and after the editor is closed. */
  get result(): ISqlResult | null {
    return this._result;
  }

  /** True if the editor no longer shows these rows, but an error or no rows at all. */
  get isPrevious(): boolean {
    return this._result !== null && this._editor.result === null;
  }

  /** `null` if the result has no column that an axis can show. */
  get choice(): ChartOptions | null {
    return this._choice;
  }

  set choice(choice: ChartOptions | null) {
    this._choice = choice;
    this._points = null;
    this._changed.emit();
  }

  get points(): Points | null {
    const { _result: result, _choice: choice } = this;
    if (!result || !choice) {
      return null;
    }
    const { table } = result;
    this._points ??= pointsOf({
      rowCount: table.rowCount,
      x: columnReader(table, choice.x),
      xKind: table.columns[choice.x]?.kind ?? 'other',
      y: choice.y === null ? null : columnReader(table, choice.y),
      aggregate: choice.aggregate
    });
    return this._points;
  }

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

  private _onResultChanged(): void {
    const { result } = this._editor;
    if (!result || result.table === this._result?.table) {
      this._changed.emit();
      return;
    }
    const { columns, rowCount } = result.table;
    this._choice =
      this._result && this._choice
        ? carriedOver({
            before: this._result.table.columns,
            choice: this._choice,
            after: columns,
            rowCount
          })
        : defaultOptions(columns, rowCount);
    this._result = result;
    this._points = null;
    this._changed.emit();
  }

  private _isDisposed = false;
  private _result: ISqlResult | null = null;
  private _choice: ChartOptions | null = null;
  private _points: Points | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
