/** Remembers what has the focus when a context menu is asked for, and gives the focus back. */
export class FocusReturn {
  /** @param selector - of the elements whose context menus, and of what is in them, count. */
  constructor(private readonly _selector: string) {}

  /** Takes the event `contextmenu`, before the menu has the focus. */
  handleEvent({ target }: Event): void {
    const { activeElement } = document;
    const isOwnElement =
      target instanceof Element && target.closest(this._selector) !== null;
    this._focused =
      isOwnElement && activeElement instanceof HTMLElement
        ? activeElement
        : null;
  }

  /** The menu closes; a command that it runs may move the focus afterwards. */
  giveBack(): void {
    this._focused?.focus({ preventScroll: true });
    this._focused = null;
  }

  private _focused: HTMLElement | null = null;
}
