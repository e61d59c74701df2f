/** The values of the row below the pointer. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { hitText, type Hit } from './hit-values';

/** Distance from the pointer, in pixels. */
const GAP = 14;

export class Tooltip {
  /** @param parent - the positioned element that it stays within. */
  constructor(
    private readonly _parent: HTMLElement,
    private readonly _trans: TranslationBundle
  ) {
    this.node.className = 'jp-OmniSciVegaPicture-tooltip';
    this.node.setAttribute('role', 'status');
    this.node.hidden = true;
    _parent.append(this.node);
  }

  readonly node = document.createElement('div');

  /** @param at - the place of the pointer, in pixels of the parent. */
  show(hit: Hit, at: { x: number; y: number }): void {
    const list = document.createElement('dl');
    for (const value of hit.values) {
      const name = document.createElement('dt');
      const text = document.createElement('dd');
      name.textContent = value.name;
      text.textContent = hitText(value);
      text.classList.toggle('jp-mod-null', value.value === null);
      list.append(name, text);
    }
    if (hit.values.length === 0) {
      list.textContent = this._trans.__('A row of “%1”', hit.data);
    }
    this.node.replaceChildren(list);
    this.node.hidden = false;
    this._place(at);
  }

  hide(): void {
    this.node.hidden = true;
  }

  /** Beside the pointer, on the side that has the room. */
  private _place({ x, y }: { x: number; y: number }): void {
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = this._parent;
    const { offsetWidth, offsetHeight } = this.node;
    const left =
      x + GAP + offsetWidth > clientWidth ? x - GAP - offsetWidth : x + GAP;
    const top =
      y + GAP + offsetHeight > clientHeight ? y - GAP - offsetHeight : y + GAP;
    this.node.style.left = `${Math.max(0, left) + scrollLeft}px`;
    this.node.style.top = `${Math.max(0, top) + scrollTop}px`;
  }
}
