/**
 * Which of the SQL editors on screen tells of a connection's trouble: one, so that an outage is told
 * once. It stays the same one until it leaves the screen, or the user meets with the trouble in another.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import type { IConnection } from '../tokens';

type Troubled = { view: object; connection: IConnection };

export class TroubleAnnouncers {
  /** Emitted when it may be another one. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /**
   * Takes note of what a view would tell.
   *
   * @param connection - the one in trouble; `null` for none, and for a view that is not on screen.
   * @param isNews - the user has just met with it in this view.
   */
  update(view: object, connection: IConnection | null, isNews = false): void {
    const known = this._troubled.find(item => item.view === view);
    if ((known?.connection ?? null) === connection && !isNews) {
      return;
    }
    const others = this._troubled.filter(item => item !== known);
    const own = connection ? [{ view, connection }] : [];
    this._troubled = isNews ? [...own, ...others] : [...others, ...own];
    this._changed.emit();
  }

  /** Whether another view tells what this one would tell. */
  isAnnouncedElsewhere(view: object): boolean {
    const own = this._troubled.find(item => item.view === view);
    const first = this._troubled.find(
      ({ connection }) => connection === own?.connection
    );
    return first !== own;
  }

  private _troubled: readonly Troubled[] = [];
  private readonly _changed = new Signal<this, void>(this);
}
