/** The settings of SQL editors; the defaults until the settings are known. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

export class SqlEditorSettings implements IDisposable {
  constructor(registry: ISettingRegistry) {
    registry
      .load('jupyterlab-omnisci:sql-editor')
      .then(settings => {
        this._read(settings);
        if (!this._isDisposed) {
          settings.changed.connect(this._read, this);
        }
      })
      .catch(() => {
        // JupyterLab itself reports unreadable settings.
      });
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
  }

  /** Maximum number of rows of a Run in a new editor; `null` for all. */
  get rowLimit(): number | null {
    return this._rowLimit;
  }

  get stopsOnError(): boolean {
    return this._stopsOnError;
  }

  /** True if the editor asks before a Run that destroys data. */
  get confirmsDestruction(): boolean {
    return this._confirmsDestruction;
  }

  private _read({ composite }: ISettingRegistry.ISettings): void {
    this._rowLimit = Number(composite['rowLimit']) || null;
    this._stopsOnError = composite['stopOnError'] !== false;
    this._confirmsDestruction = composite['confirmDestruction'] !== false;
  }

  private _isDisposed = false;
  private _rowLimit: number | null = 10_000;
  private _stopsOnError = true;
  private _confirmsDestruction = true;
}
