/** The settings of one plugin, as JupyterLab's registry loads and saves them. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';

export class FakeSettings {
  /**
   * @param user - the content of the user's file.
   * @param preset - the content of the administrator's `overrides.json`.
   */
  constructor(
    user: Record<string, unknown> = {},
    private readonly _preset: Record<string, unknown> = {}
  ) {
    this.user = user;
  }

  user: Record<string, unknown>;

  get composite(): Record<string, unknown> {
    return { ...this._preset, ...this.user };
  }

  readonly changed = new Signal<this, void>(this);

  load(): Promise<ISettingRegistry.ISettings> {
    return Promise.resolve(this as unknown as ISettingRegistry.ISettings);
  }

  /** As of the user, in the file or in JupyterLab's editor of settings. */
  set(key: string, value: unknown): Promise<void> {
    this.user = { ...this.user, [key]: value };
    this.changed.emit();
    return Promise.resolve();
  }
}
