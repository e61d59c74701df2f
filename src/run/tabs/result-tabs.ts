/** The tabs of a SQL editor's results, and the tab on top. Runs nothing. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IResultTabs } from '../../tokens';
import type { Execution } from '../execution/execution';
import type { Outcome } from '../execution/outcome';
import type { StatementRun } from '../execution/statement-run';
import { ResultTab } from './result-tab';

export class ResultTabs implements IResultTabs, IDisposable {
  get items(): readonly ResultTab[] {
    return this._items;
  }

  get current(): ResultTab | null {
    return this._current;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted for each tab that the user closes, after it is removed. */
  get closed(): ISignal<this, ResultTab> {
    return this._closed;
  }

  /** The Runs that have a tab. */
  get executions(): ReadonlySet<Execution> {
    return new Set(this._items.map(({ execution }) => execution));
  }

  /** Chosen by the user: later results do not replace it on top. */
  select(tab: ResultTab): void {
    if (this._items.includes(tab)) {
      this._isChosen = true;
      this._setCurrent(tab);
    }
  }

  /** Adds a tab for a single statement beside those of a Run. */
  add(execution: Execution): void {
    const tab = new ResultTab(execution, execution.runs[0] ?? null);
    this._items = [...this._items, tab];
    this._setCurrent(tab);
  }

  /**
   * Shows the current results of a Run in place of the `old` ones. If the Run has no results yet,
   * or a connection error stopped it at once, the old ones stay.
   */
  show(execution: Execution, old: ReadonlySet<Execution>): void {
    const first = execution.runs[0];
    if (!first || !isAnswered(first)) {
      return;
    }
    const isScript = execution.runs.length > 1;
    if (!this.executions.has(execution)) {
      const tab = new ResultTab(execution, isScript ? null : first);
      this._items = [
        tab,
        ...this._items.filter(other => !old.has(other.execution))
      ];
      old.forEach(gone => gone.dispose());
      this._isChosen = false;
      this._setCurrent(tab);
    }
    if (isScript) {
      this._showRows(execution);
    }
  }

  /** Removes all earlier results, and cancels the loading of more rows. */
  clear(): void {
    const old = this.executions;
    this._items = [];
    old.forEach(gone => gone.dispose());
    this._setCurrent(null);
  }

  /** Its neighbour comes on top. */
  close(tab: ResultTab): void {
    const index = this._items.indexOf(tab);
    if (index < 0) {
      return;
    }
    this._items = this._items.filter(other => other !== tab);
    tab.run?.cancel();
    if (!this.executions.has(tab.execution)) {
      tab.execution.dispose();
    }
    this._setCurrent(
      this._current === tab
        ? (this._items[Math.min(index, this._items.length - 1)] ?? null)
        : this._current
    );
    this._closed.emit(tab);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ends the Runs that have a tab. */
  dispose(): void {
    this._isDisposed = true;
    this.executions.forEach(execution => execution.dispose());
    Signal.clearData(this);
  }

  /**
   * One tab for each statement with rows. On top is the newest, or the list if a statement did not
   * finish.
   */
  private _showRows(execution: Execution): void {
    for (const run of execution.runs) {
      const { kind } = run.outcome;
      if (this._shown.get(run) === kind) {
        continue;
      }
      this._shown.set(run, kind);
      if (kind === 'rows') {
        const tab = new ResultTab(execution, run);
        this._items = [...this._items, tab];
        this._advance(tab);
      } else if (kind === 'failed' || kind === 'cancelled') {
        this._advance(this._items.find(item => item.run === null) ?? null);
      }
    }
  }

  private _advance(tab: ResultTab | null): void {
    this._setCurrent(this._isChosen ? this._current : tab);
  }

  private _setCurrent(tab: ResultTab | null): void {
    this._current = tab;
    this._changed.emit();
  }

  private _items: readonly ResultTab[] = [];
  private _current: ResultTab | null = null;
  private _isChosen = false;
  private _isDisposed = false;
  /** The outcome of each statement at the last update, so that a closed tab stays closed. */
  private readonly _shown = new WeakMap<StatementRun, Outcome['kind']>();
  private readonly _changed = new Signal<this, void>(this);
  private readonly _closed = new Signal<this, ResultTab>(this);
}

const isAnswered = ({ outcome }: StatementRun): boolean =>
  outcome.kind !== 'waiting' &&
  !(outcome.kind === 'failed' && outcome.error.isConnectionError);
