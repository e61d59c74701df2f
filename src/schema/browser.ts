/**
 * State of the schema browser: expanded rows, search, active row. Requests what becomes visible.
 * Knows no view.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ISchema } from '../tokens';
import { databaseId, treeRows, type TreeRow } from './tree';

/** Number of rows that PageUp and PageDown move. */
const PAGE = 10;

export type BrowserOptions = { schema: ISchema; trans: TranslationBundle };

export class SchemaBrowser implements IDisposable {
  constructor({ schema, trans }: BrowserOptions) {
    this._schema = schema;
    this._trans = trans;
    schema.changed.connect(this._onSchemaChanged, this);
    this._onSchemaChanged();
  }

  /** Its content: one connection at a time. */
  get schema(): ISchema {
    return this._schema;
  }

  set schema(schema: ISchema) {
    if (schema !== this._schema) {
      const wasLoaded = this._schema.schema !== null;
      this._schema.changed.disconnect(this._onSchemaChanged, this);
      this._schema = schema;
      this._ownDatabase = '';
      schema.changed.connect(this._onSchemaChanged, this);
      this._onSchemaChanged();
      if (wasLoaded) {
        void schema.load();
      }
    }
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get rows(): readonly TreeRow[] {
    this._rows ??= treeRows({
      schema: this._schema,
      trans: this._trans,
      expanded: this._expanded,
      query: this._query
    });
    return this._rows;
  }

  get query(): string {
    return this._query;
  }

  set query(text: string) {
    if (text !== this._query) {
      this._query = text;
      this._update();
    }
  }

  /** The row for keys and commands. */
  get active(): TreeRow | null {
    return this.rows[this.activeIndex] ?? null;
  }

  /** The first row if the active one no longer exists; -1 if there is none. */
  get activeIndex(): number {
    const index = this.rows.findIndex(({ id }) => id === this._activeId);
    return index < 0 && this.rows.length > 0 ? 0 : index;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  activate(index: number): void {
    const row = this.rows[clamp(index, 0, this.rows.length - 1)];
    if (row && row.id !== this._activeId) {
      this._activeId = row.id;
      this._changed.emit();
    }
  }

  toggle(row: TreeRow, isExpanded = !row.isExpanded): void {
    if (row.isExpanded === undefined || row.isExpanded === isExpanded) {
      return;
    }
    if (isExpanded) {
      this._expanded.add(row.id);
      if (this._schema.columns(row.table)?.state === 'failed') {
        void this._schema.refreshTable(row.table);
      }
    } else {
      this._expanded.delete(row.id);
    }
    this._loadExpanded();
    this._update();
  }

  collapseAll(): void {
    const own = this._schema.schema?.value?.database;
    this._expanded = new Set(own === undefined ? [] : [databaseId(own)]);
    this._update();
  }

  /**
   * Handles a key, according to the tree pattern of the ARIA practices; false if it has no meaning.
   */
  press(key: string): boolean {
    const { active, activeIndex: at, rows } = this;
    if (!active) {
      return false;
    }
    switch (key) {
      case 'ArrowDown':
        this.activate(at + 1);
        return true;
      case 'ArrowUp':
        this.activate(at - 1);
        return true;
      case 'PageDown':
        this.activate(at + PAGE);
        return true;
      case 'PageUp':
        this.activate(at - PAGE);
        return true;
      case 'Home':
        this.activate(0);
        return true;
      case 'End':
        this.activate(rows.length - 1);
        return true;
      case 'ArrowRight':
        if (active.isExpanded === false) {
          this.toggle(active, true);
        } else if (active.isExpanded) {
          this.activate(at + 1);
        }
        return true;
      case 'ArrowLeft':
        if (active.isExpanded) {
          this.toggle(active, false);
        } else {
          this.activate(parentOf(rows, at));
        }
        return true;
      default:
        return false;
    }
  }

  /** Moves to the next row whose name begins with the typed text, from the active one on. */
  typeAhead(text: string): void {
    const { rows, activeIndex: at } = this;
    // Repeating the same letter steps from one to the next.
    const isRepeated = new Set(text).size === 1;
    const prefix = (isRepeated ? text.slice(0, 1) : text).toLowerCase();
    const from = isRepeated ? at + 1 : at;
    for (let step = 0; step < rows.length; step++) {
      const index = (from + step) % rows.length;
      if (rows[index]?.label.toLowerCase().startsWith(prefix)) {
        this.activate(index);
        return;
      }
    }
  }

  private _onSchemaChanged(): void {
    const { schema } = this._schema;
    const own = schema?.value?.database;
    if (own !== undefined && own !== this._ownDatabase) {
      this._ownDatabase = own;
      this._expanded.add(databaseId(own));
    }
    this._rows = null;
    if (schema?.state === 'ready') {
      this._loadExpanded();
    }
    this._update();
  }

  /** Requests what is visible and unknown or out of date. */
  private _loadExpanded(): void {
    const schema = this._schema;
    this._rows = null;
    for (const row of this.rows.filter(({ isExpanded }) => isExpanded)) {
      if (row.kind !== 'database') {
        void schema.loadColumns(row.table);
        if (schema.table(row.table)?.kind === 'table') {
          void schema.loadRowCount(row.table);
        }
      } else if (!row.isOwn) {
        void schema.loadTablesOf(row.label);
      }
    }
  }

  private _update(): void {
    this._rows = null;
    this._changed.emit();
  }

  private _rows: TreeRow[] | null = null;
  private _expanded = new Set<string>();
  private _query = '';
  private _activeId = '';
  private _ownDatabase: string | null = null;
  private _schema: ISchema;
  private readonly _trans: TranslationBundle;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

function parentOf(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at--) {
    if ((rows[at]?.level ?? 1) < level) {
      return at;
    }
  }
  return index;
}
