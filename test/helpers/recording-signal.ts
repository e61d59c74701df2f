/** A signal that knows its connections, which Lumino's own signals do not reveal. */
import { Signal, type Slot } from '@lumino/signaling';

export class RecordingSignal<T, U> extends Signal<T, U> {
  override connect(slot: Slot<T, U>, thisArg?: unknown): boolean {
    this._made.push({ slot, thisArg });
    return super.connect(slot, thisArg);
  }

  /** Number of connections since the last {@link disconnectAll}. */
  get made(): number {
    return this._made.length;
  }

  /** Ends every connection; returns those that were still connected. */
  disconnectAll(): { slot: Slot<T, U>; thisArg: unknown }[] {
    return this._made
      .splice(0)
      .filter(({ slot, thisArg }) => super.disconnect(slot, thisArg));
  }

  private readonly _made: { slot: Slot<T, U>; thisArg: unknown }[] = [];
}
