/** The display options of SQL editors, for all open ones. Knows nothing of JupyterLab's menus. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ISqlEditor, ISqlEditors } from '../tokens';

/** JupyterLab's names for its code editor options. */
export const EDITOR_OPTIONS = [
  'lineNumbers',
  'lineWrap',
  'matchBrackets'
] as const;

export type EditorOption = (typeof EDITOR_OPTIONS)[number];

export class EditorOptions implements IDisposable {
  constructor(options: {
    sqlEditors: Pick<ISqlEditors, 'opened'>;
    /** Rejected if they cannot be read; JupyterLab itself reports that. */
    settings: Promise<ISettingRegistry.ISettings>;
  }) {
    this._settings = options.settings;
    options.sqlEditors.opened.connect(this._onOpened, this);
    options.settings
      .then(settings => {
        this._read(settings);
        if (!this._isDisposed) {
          settings.changed.connect(this._read, this);
        }
      })
      .catch(() => undefined);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  /** Emitted when an option changes. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  has(option: EditorOption): boolean {
    return this._values[option];
  }

  /** Sets an option for all SQL editors, including later ones. Rejects if it cannot be saved. */
  async toggle(option: EditorOption): Promise<void> {
    await (await this._settings).set(option, !this._values[option]);
  }

  private _onOpened(_: unknown, opened: ISqlEditor): void {
    this._editors.add(opened);
    opened.widget.disposed.connect(() => this._editors.delete(opened));
    opened.editor.setOptions(this._values);
  }

  private _read({ composite }: ISettingRegistry.ISettings): void {
    for (const option of EDITOR_OPTIONS) {
      this._values[option] = composite[option] !== false;
    }
    this._editors.forEach(({ editor }) => editor.setOptions(this._values));
    this._changed.emit();
  }

  private _isDisposed = false;
  private readonly _settings: Promise<ISettingRegistry.ISettings>;
  private readonly _values: Record<EditorOption, boolean> = {
    lineNumbers: true,
    lineWrap: true,
    matchBrackets: true
  };
  private readonly _editors = new Set<ISqlEditor>();
  private readonly _changed = new Signal<this, void>(this);
}
