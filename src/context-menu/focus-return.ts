/** Remembers the focus when a context menu opens, and restores it. */
export class FocusReturn {
  /** @param selector - matches elements; context menus inside them count. */
  constructor(private readonly _selector: string) {}

  /** Handles the event `contextmenu`, before the menu takes the focus. */
  handleEvent({ target }: Event): void {
    const { activeElement } = document;
    const isOwnElement =
      target instanceof Element && target.closest(this._selector) !== null;
    this._focused =
      isOwnElement && activeElement instanceof HTMLElement
        ? activeElement
        : null;
  }

  /** The menu closes. A command that it runs may move the focus afterwards. */
  giveBack(): void {
    this._focused?.focus({ preventScroll: true });
    this._focused = null;
  }

  private _focused: HTMLElement | null = null;
}
