/** Shows the picture, and turns pointer, wheel and keys into pan, zoom and questions for values. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Debouncer } from '@lumino/polling';
import { PanelLayout, Widget } from '@lumino/widgets';
import type { PointedRow } from './browser-drawing';
import { hitOfRow, type Hit } from './hit-values';
import type { Picture } from './picture';
import type { PictureModel } from './picture-model';
import { Tooltip } from './tooltip';
import {
  isWhole,
  panned,
  transformBetween,
  WHOLE,
  zoomed,
  type Place
} from './view';

/** Between the last move of the pointer and the question, in milliseconds. */
const HIT_PAUSE_MS = 120;
/** The factor of one key, and of one notch of a usual wheel. */
const ZOOM_STEP = 1.25;
/** Wheels count in pixels; a notch has about this many. */
const NOTCH = 100;
/** What an arrow key pans, in fractions of the picture. */
const PAN_STEP = 0.1;
/** In pixels: a click that shakes is no drag. */
const MIN_DRAG = 4;

export type StageOptions = {
  model: PictureModel;
  /** True if the wheel zooms without a click before; otherwise it scrolls the page until then. */
  zoomsAtOnce: boolean;
  trans: TranslationBundle;
};

export class Stage extends Widget {
  constructor(private readonly _options: StageOptions) {
    super();
    const { model, trans } = _options;
    this.addClass('jp-OmniSciVegaPicture-stage');
    this.layout = new PanelLayout();
    this._frame.addClass('jp-OmniSciVegaPicture-frame');
    this._frame.node.tabIndex = 0;
    this._frame.node.setAttribute('role', 'img');
    this._frame.layout = new PanelLayout();
    this._image.alt = '';
    this._image.draggable = false;
    this._tooltip = new Tooltip(this.node, trans);
    model.changed.connect(this._update, this);
  }

  /** Tells what is below the pointer, where the browser drew. */
  point(pointed: PointedRow): void {
    const { picture } = this._options.model;
    if (pointed && picture && !this._drag) {
      this._showHit(hitOfRow(picture.spec, pointed.data, pointed.row));
    } else {
      this._tooltip.hide();
    }
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._asking?.abort();
      this._hitting.dispose();
      super.dispose();
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
      case 'pointerleave':
        return this._forgetPointer();
      case 'dblclick':
        return this._reset();
      case 'keydown':
        return this._onKeyDown(event as KeyboardEvent);
    }
  }

  protected override onAfterAttach(_: Message): void {
    for (const type of EVENTS) {
      this._frame.node.addEventListener(type, this, { passive: false });
    }
  }

  protected override onBeforeDetach(_: Message): void {
    for (const type of EVENTS) {
      this._frame.node.removeEventListener(type, this);
    }
  }

  private _update(): void {
    const { model } = this._options;
    const { picture } = model;
    if (!picture) {
      return;
    }
    if (picture !== this._shown) {
      this._show(picture);
    }
    this._frame.node.style.setProperty(
      '--jp-omnisci-view',
      transformBetween(picture.view, model.view) || 'none'
    );
    this._frame.toggleClass('jp-mod-zoomable', model.isZoomable);
  }

  private _show(picture: Picture): void {
    const { trans } = this._options;
    const layout = this._frame.layout as PanelLayout;
    const { width, height } = picture.spec;
    this._shown = picture;
    this._tooltip.hide();
    Object.assign(this._frame.node.style, {
      width: `${width}px`,
      height: `${height}px`
    });
    this._frame.node.setAttribute(
      'aria-label',
      trans.__('Picture of %1 by %2 pixels', width, height)
    );
    for (const old of [...layout.widgets]) {
      old.parent = null;
    }
    if (picture.canvas) {
      this._image.remove();
      layout.addWidget(picture.canvas);
    } else {
      this._image.src = `data:image/png;base64,${picture.png}`;
      this._frame.node.append(this._image);
    }
    if (this._frame.parent !== this) {
      (this.layout as PanelLayout).addWidget(this._frame);
    }
  }

  private _onWheel(event: WheelEvent): void {
    const { model, zoomsAtOnce } = this._options;
    const isMeant =
      zoomsAtOnce || event.ctrlKey || event.metaKey || this._hasFocus;
    if (!model.isZoomable || !isMeant || event.deltaY === 0) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this._tooltip.hide();
    const notches = Math.max(-2, Math.min(2, event.deltaY / NOTCH));
    model.view = zoomed(
      model.view,
      ZOOM_STEP ** -notches,
      this._placeOf(event)
    );
  }

  private _onPointerDown(event: PointerEvent): void {
    if (event.button === 0 && this._options.model.isZoomable) {
      this._drag = { from: event, view: this._options.model.view, isOn: false };
    }
  }

  private _onPointerMove(event: PointerEvent): void {
    this._pointer = event;
    const { model } = this._options;
    if (event.buttons === 0) {
      // The button was released elsewhere.
      this._onPointerUp();
    }
    const drag = this._drag;
    if (!drag) {
      if (model.picture?.by === 'database') {
        void this._hitting.invoke();
      }
      return;
    }
    const x = event.clientX - drag.from.clientX;
    const y = event.clientY - drag.from.clientY;
    if (!drag.isOn && Math.hypot(x, y) >= MIN_DRAG) {
      drag.isOn = true;
      this._tooltip.hide();
      this._frame.node.setPointerCapture(event.pointerId);
      this._frame.addClass('jp-mod-dragged');
    }
    if (drag.isOn) {
      const { width, height } = this._frame.node.getBoundingClientRect();
      model.view = panned(drag.view, { x: x / width, y: -y / height });
    }
  }

  private _onPointerUp(): void {
    this._drag = null;
    this._frame.removeClass('jp-mod-dragged');
  }

  private _forgetPointer(): void {
    this._pointer = null;
    this._asking?.abort();
    this._tooltip.hide();
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
    if (altKey || ctrlKey || metaKey) {
      return;
    }
    if (key === 'Enter' && model.picture) {
      this._pointTo(CENTRE);
    } else if (!model.isZoomable) {
      return;
    } else if (step) {
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

  /** As a pointer does, for the keyboard: panning brings a row to the centre. */
  private _pointTo({ x, y }: Place): void {
    const { left, bottom, width, height } =
      this._frame.node.getBoundingClientRect();
    const at = {
      bubbles: true,
      clientX: left + x * width,
      clientY: bottom - y * height
    };
    const target = this._frame.node.querySelector('canvas') ?? this._image;
    // Vega listens to one or the other, depending on its version.
    target.dispatchEvent(new PointerEvent('pointermove', at));
    target.dispatchEvent(new MouseEvent('mousemove', at));
  }

  private async _ask(): Promise<void> {
    const { model } = this._options;
    const pointer = this._pointer;
    this._asking?.abort();
    if (!pointer || this._drag || model.activity || this.isDisposed) {
      return;
    }
    const asking = (this._asking = new AbortController());
    let hit: Hit | null = null;
    try {
      hit = await model.hit(this._placeOf(pointer), asking.signal);
    } catch {
      // The next picture tells of it, if there is something wrong with the connection.
    }
    if (asking.signal.aborted || this.isDisposed) {
      return;
    }
    if (hit) {
      this._showHit(hit);
    } else {
      this._tooltip.hide();
    }
  }

  private _showHit(hit: Hit): void {
    if (this._pointer) {
      const { left, top } = this.node.getBoundingClientRect();
      this._tooltip.show(hit, {
        x: this._pointer.clientX - left,
        y: this._pointer.clientY - top
      });
    }
  }

  private _placeOf({ clientX, clientY }: MouseEvent): Place {
    const { left, bottom, width, height } =
      this._frame.node.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (bottom - clientY) / height };
  }

  private get _hasFocus(): boolean {
    return this._frame.node.contains(document.activeElement);
  }

  private _shown: Picture | null = null;
  private _pointer: PointerEvent | null = null;
  private _drag: {
    from: PointerEvent;
    view: PictureModel['view'];
    isOn: boolean;
  } | null = null;
  private _asking: AbortController | null = null;
  private readonly _frame = new Widget();
  private readonly _image = document.createElement('img');
  private readonly _tooltip: Tooltip;
  private readonly _hitting = new Debouncer(() => this._ask(), HIT_PAUSE_MS);
}

const EVENTS = [
  'wheel',
  'pointerdown',
  'pointermove',
  'pointerup',
  'pointercancel',
  'pointerleave',
  'dblclick',
  'keydown'
];

const CENTRE: Place = { x: 0.5, y: 0.5 };

/** What is seen moves with the key, so the picture moves against it. */
const STEPS: Record<string, Place | undefined> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: -PAN_STEP },
  ArrowDown: { x: 0, y: PAN_STEP }
};
