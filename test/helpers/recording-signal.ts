/** A signal that knows who is connected to it, which Lumino's own signals do not tell. */
import { Signal, type Slot } from '@lumino/signaling';

export class RecordingSignal<T, U> extends Signal<T, U> {
  override connect(slot: Slot<T, U>, thisArg?: unknown): boolean {
    this._made.push({ slot, thisArg });
    return super.connect(slot, thisArg);
  }

  /** How many connections were made since the last {@link disconnectAll}. */
  get made(): number {
    return this._made.length;
  }

  /** Ends every connection, and answers those that were still there. */
  disconnectAll(): { slot: Slot<T, U>; thisArg: unknown }[] {
    return this._made
      .splice(0)
      .filter(({ slot, thisArg }) => super.disconnect(slot, thisArg));
  }

  private readonly _made: { slot: Slot<T, U>; thisArg: unknown }[] = [];
}
