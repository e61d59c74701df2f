/**
 * The numbers of the pictures that one clone holds. The caller's number is never used for another
 * picture. The database's own numbers are, so that it holds a limited number of pictures.
 */

/** HeavyDB allows 500 render sessions to all users together. */
const MAX_PICTURES = 64;

export class Widgets {
  /** The database's number by the caller's; the one used longest ago is first. */
  private readonly slots = new Map<number, number>();
  private readonly free = Array.from(
    { length: MAX_PICTURES },
    (_, index) => MAX_PICTURES - index
  );

  /** @param next - makes a number that no picture of the connection had. */
  constructor(private readonly next: () => number) {}

  /** The database's number of a picture; `null` if it was forgotten. */
  slotOf(widget: number): number | null {
    const slot = this.slots.get(widget);
    if (slot === undefined) {
      return null;
    }
    this.slots.delete(widget);
    this.slots.set(widget, slot);
    return slot;
  }

  /** A new picture. The one used longest ago makes room for it. */
  add(): { widget: number; slot: number } {
    const [oldest] = this.slots.keys();
    if (this.free.length === 0 && oldest !== undefined) {
      this.remove(oldest);
    }
    const widget = this.next();
    const slot = this.free.pop()!;
    this.slots.set(widget, slot);
    return { widget, slot };
  }

  remove(widget: number): void {
    const slot = this.slots.get(widget);
    if (slot !== undefined && this.slots.delete(widget)) {
      this.free.push(slot);
    }
  }
}
