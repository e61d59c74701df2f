/**
 * Chooses the one SQL editor on screen that shows the error of a connection, so that an outage is
 * shown once. The choice lasts until that editor leaves the screen, or until the user runs into the
 * error in another editor.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import type { IConnection } from '../tokens';

type Announcer = { view: object; connection: IConnection };

export class ErrorAnnouncers {
  /** Emitted when the choice may have changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /**
   * Records the connection whose error a view would show.
   *
   * @param connection - `null` if there is no error, or if the view is not on screen.
   * @param isNews - true if the user has just run into the error in this view.
   */
  update(view: object, connection: IConnection | null, isNews = false): void {
    const known = this._announcers.find(item => item.view === view);
    if ((known?.connection ?? null) === connection && !isNews) {
      return;
    }
    const others = this._announcers.filter(item => item !== known);
    const own = connection ? [{ view, connection }] : [];
    this._announcers = isNews ? [...own, ...others] : [...others, ...own];
    this._changed.emit();
  }

  /** True if another view shows the error that this view would show. */
  isAnnouncedElsewhere(view: object): boolean {
    const own = this._announcers.find(item => item.view === view);
    const first = this._announcers.find(
      ({ connection }) => connection === own?.connection
    );
    return first !== own;
  }

  private _announcers: readonly Announcer[] = [];
  private readonly _changed = new Signal<this, void>(this);
}
