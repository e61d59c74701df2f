/** Turns wheel, drag and keys on a picture into pan and zoom. */
import type { IDisposable } from '@lumino/disposable';
import { isWhole, panned, type Place, type View, WHOLE, zoomed } from './view';

/** The factor of one key, and of one notch of a usual wheel. */
const ZOOM_STEP = 1.25;
/** Wheels count in pixels; a notch has about this many. */
const NOTCH = 100;
/** What an arrow key pans, in fractions of the picture. */
const PAN_STEP = 0.1;
/** In pixels: a click that shakes is no drag. */
const MIN_DRAG = 4;

/** What moves. */
export type Zoomable = { view: View; readonly isZoomable: boolean };

export type GesturesOptions = {
  /** The element of the picture, as large as the picture is shown. */
  node: HTMLElement;
  model: Zoomable;
  /** True if the wheel zooms without a click before; otherwise it scrolls the page until then. */
  zoomsAtOnce: boolean;
  /** Called when the picture begins to move. */
  onMove: () => void;
};

export class Gestures implements IDisposable {
  constructor(private readonly _options: GesturesOptions) {
    for (const type of EVENTS) {
      _options.node.addEventListener(type, this, { passive: false });
    }
  }

  /** True between the press of a button and its release. */
  get isDragging(): boolean {
    return this._drag !== null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    for (const type of EVENTS) {
      this._options.node.removeEventListener(type, this);
    }
  }

  handleEvent(event: Event): void {
    switch (event.type) {
      case 'wheel':
        return this._onWheel(event as WheelEvent);
      case 'pointerdown':
        return this._onPointerDown(event as PointerEvent);
      case 'pointermove':
        return this._onPointerMove(event as PointerEvent);
      case 'pointerup':
      case 'pointercancel':
        return this._onPointerUp();
      case 'dblclick':
        return this._reset();
      case 'keydown':
        return this._onKeyDown(event as KeyboardEvent);
    }
  }

  private _onWheel(event: WheelEvent): void {
    const { model, node, zoomsAtOnce, onMove } = this._options;
    const hasFocus = node.contains(document.activeElement);
    const isMeant = zoomsAtOnce || event.ctrlKey || event.metaKey || hasFocus;
    if (!model.isZoomable || !isMeant || event.deltaY === 0) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    onMove();
    const notches = Math.max(-2, Math.min(2, event.deltaY / NOTCH));
    model.view = zoomed(
      model.view,
      ZOOM_STEP ** -notches,
      placeIn(node, event)
    );
  }

  private _onPointerDown(event: PointerEvent): void {
    const { model } = this._options;
    if (event.button === 0 && model.isZoomable) {
      this._drag = { from: event, view: model.view, isOn: false };
    }
  }

  private _onPointerMove(event: PointerEvent): void {
    const { model, node, onMove } = this._options;
    if (event.buttons === 0) {
      // The button was released elsewhere.
      this._onPointerUp();
    }
    const drag = this._drag;
    if (!drag) {
      return;
    }
    const x = event.clientX - drag.from.clientX;
    const y = event.clientY - drag.from.clientY;
    if (!drag.isOn && Math.hypot(x, y) >= MIN_DRAG) {
      drag.isOn = true;
      onMove();
      node.setPointerCapture(event.pointerId);
      node.classList.add('jp-mod-dragged');
    }
    if (drag.isOn) {
      const { width, height } = node.getBoundingClientRect();
      model.view = panned(drag.view, { x: x / width, y: -y / height });
    }
  }

  private _onPointerUp(): void {
    this._drag = null;
    this._options.node.classList.remove('jp-mod-dragged');
  }

  private _reset(): void {
    const { model } = this._options;
    if (!isWhole(model.view)) {
      model.view = WHOLE;
    }
  }

  private _onKeyDown(event: KeyboardEvent): void {
    const { model } = this._options;
    const { altKey, ctrlKey, metaKey, key } = event;
    const step = STEPS[key];
    if (altKey || ctrlKey || metaKey || !model.isZoomable) {
      return;
    }
    if (step) {
      model.view = panned(model.view, step);
    } else if (key === '+' || key === '=') {
      model.view = zoomed(model.view, ZOOM_STEP, CENTRE);
    } else if (key === '-') {
      model.view = zoomed(model.view, 1 / ZOOM_STEP, CENTRE);
    } else if (key === '0') {
      this._reset();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private _drag: {
    from: PointerEvent;
    view: View;
    isOn: boolean;
  } | null = null;
  private _isDisposed = false;
}

/** Where in the picture an event is. */
export function placeIn(
  node: HTMLElement,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>
): Place {
  const { left, bottom, width, height } = node.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (bottom - clientY) / height };
}

export const CENTRE: Place = { x: 0.5, y: 0.5 };

const EVENTS = [
  'wheel',
  'pointerdown',
  'pointermove',
  'pointerup',
  'pointercancel',
  'dblclick',
  'keydown'
];

/** What is seen moves with the key, so the picture moves against it. */
const STEPS: Record<string, Place | undefined> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: -PAN_STEP },
  ArrowDown: { x: 0, y: PAN_STEP }
};
