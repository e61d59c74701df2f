/** The result of one statement: its rows or its text, with their notes, or a message. */
import type { IThemeManager } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal, type ISignal } from '@lumino/signaling';
import { PanelLayout, Widget } from '@lumino/widgets';
import { ResultGrid, type SortRequest } from '../grid/grid';
import type { StatementSort } from '../sql/sorted-query';
import { ResultPlaceholder } from './placeholder';
import { statementPlaceholder } from './statement-placeholder';
import type { SqlEditorModel } from '../run/model';
import { MoreRowsStrip } from './more-rows-strip';
import type { RowsOutcome } from '../run/execution/outcome';
import type { StatementRun } from '../run/execution/statement-run';
import { textAnswer } from '../text-result/text-answer';
import { TextResult } from '../text-result/text-result';
import { TextStrip } from '../text-result/text-strip';
import type { IResultGrid } from '../tokens';

export type RunViewOptions = {
  run: StatementRun;
  model: Pick<SqlEditorModel, 'loadMore' | 'sortBy'>;
  themeManager: IThemeManager | null;
  /** Shows the position of the error in the text. */
  reveal: () => void;
  trans: TranslationBundle;
};

export class RunView extends Widget {
  constructor(private readonly _options: RunViewOptions) {
    super();
    this.addClass('jp-OmniSciRun');
    const { run, model, trans } = _options;
    const layout = new PanelLayout();
    this.layout = layout;
    layout.addWidget(
      new MoreRowsStrip({
        run,
        load: rowLimit => void model.loadMore(run, rowLimit),
        trans
      })
    );
    this._strip = new TextStrip({ show: how => this._showAs(how), trans });
    layout.addWidget(this._strip);
    run.changed.connect(this._update, this);
    this._update();
  }

  /** The rows; `null` if there is a message instead. */
  get grid(): IResultGrid | null {
    return this._body instanceof ResultGrid ? this._body : null;
  }

  /** Emitted when {@link grid} changes. */
  get gridChanged(): ISignal<this, void> {
    return this._gridChanged;
  }

  protected override onActivateRequest(): void {
    this._body?.activate();
  }

  private _update(): void {
    const { run, reveal, trans } = this._options;
    const { outcome } = run;
    this.toggleClass('jp-mod-busy', run.activity !== null);
    const content = statementPlaceholder(run, { reveal, trans });
    if (outcome.kind !== 'rows') {
      this._strip.set(null, this._shownAs);
    }
    if (content) {
      if (!(
        this._body instanceof ResultPlaceholder && this._body.says(content)
      )) {
        this._show(new ResultPlaceholder(content, trans));
      }
    } else if (outcome.kind === 'rows') {
      this._showRows(outcome);
    }
  }

  private _showRows(outcome: RowsOutcome): void {
    const { run, themeManager, trans } = this._options;
    const { table } = outcome;
    const isNew = this._table !== table;
    this._table = table;
    if (isNew) {
      this._text = textAnswer(table, run.kind);
    }
    this._strip.set(this._text, this._shownAs);
    if (this._text !== null && this._shownAs === 'text') {
      if (isNew || !(this._body instanceof TextResult)) {
        this._show(
          new TextResult({
            text: this._text,
            isSql: run.kind.verb === 'SHOW',
            label: trans.__('Query result')
          })
        );
      }
      return;
    }
    if (this._body instanceof ResultGrid && this._sort === run.sort) {
      if (isNew) {
        this._body.setTable(table);
      }
      return;
    }
    this._sort = run.sort;
    const grid = new ResultGrid({
      table,
      themeManager,
      trans,
      label: trans.__('Query result'),
      sort: run.sort
    });
    grid.sortRequested.connect(this._onSortRequested, this);
    this._show(grid);
  }

  private _showAs(how: 'text' | 'table'): void {
    this._shownAs = how;
    this._update();
    this._body?.activate();
  }

  private _onSortRequested(
    grid: ResultGrid,
    { column, direction }: SortRequest
  ): void {
    const { run, model } = this._options;
    const sort: StatementSort | null = direction && { column, direction };
    const isWhole = run.outcome.kind === 'rows' && !run.outcome.summary.more;
    if (run.sort || (!isWhole && run.kind.isQuery)) {
      void model.sortBy(run, sort);
    } else {
      void grid.sort(sort);
    }
  }

  private _show(body: Widget): void {
    const hadFocus = this._body?.node.contains(document.activeElement) ?? false;
    this._body?.dispose();
    this._body = body;
    (this.layout as PanelLayout).addWidget(body);
    if (hadFocus) {
      body.activate();
    }
    this._gridChanged.emit();
  }

  private readonly _strip: TextStrip;
  private _shownAs: 'text' | 'table' = 'text';
  /** The rows as a text to read; `null` if they are none. */
  private _text: string | null = null;
  private _body: Widget | null = null;
  private readonly _gridChanged = new Signal<this, void>(this);
  private _table: RowsOutcome['table'] | null = null;
  private _sort: StatementSort | null = null;
}
