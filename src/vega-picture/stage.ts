/** Shows the picture, and the values of what the pointer is at. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Debouncer } from '@lumino/polling';
import { PanelLayout, Widget } from '@lumino/widgets';
import type { PointedRow } from './browser-drawing';
import { hitOfRow, type Hit } from './hit-values';
import type { Picture } from './picture';
import type { PictureModel } from './picture-model';
import { Tooltip } from './tooltip';
import { CENTRE, Gestures, placeIn } from './view/gestures';
import { transformBetween, type Place } from './view/view';

/** Between the last move of the pointer and the question, in milliseconds. */
const HIT_PAUSE_MS = 120;

export type StageOptions = {
  model: PictureModel;
  /** True if the wheel zooms without a click before; otherwise it scrolls the page until then. */
  zoomsAtOnce: boolean;
  trans: TranslationBundle;
};

export class Stage extends Widget {
  constructor(private readonly _options: StageOptions) {
    super();
    const { model, zoomsAtOnce, trans } = _options;
    this.addClass('jp-OmniSciVegaPicture-stage');
    this.layout = new PanelLayout();
    this._frame.addClass('jp-OmniSciVegaPicture-frame');
    this._frame.node.tabIndex = 0;
    this._frame.node.setAttribute('role', 'img');
    this._frame.layout = new PanelLayout();
    this._image.alt = '';
    this._image.draggable = false;
    this._tooltip = new Tooltip(this.node, trans);
    this._gestures = new Gestures({
      ...{ node: this._frame.node, model, zoomsAtOnce },
      onMove: () => this._tooltip.hide()
    });
    model.changed.connect(this._update, this);
  }

  /** Tells what is below the pointer, where the browser drew. */
  point(pointed: PointedRow): void {
    const { picture } = this._options.model;
    if (pointed && picture && !this._gestures.isDragging) {
      this._showHit(hitOfRow(picture.spec, pointed.data, pointed.row));
    } else {
      this._tooltip.hide();
    }
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._asking?.abort();
      this._hitting.dispose();
      this._gestures.dispose();
      super.dispose();
    }
  }

  handleEvent(event: Event): void {
    switch (event.type) {
      case 'pointermove':
        return this._onPointerMove(event as PointerEvent);
      case 'pointerleave':
        return this._forgetPointer();
      case 'keydown':
        return this._onKeyDown(event as KeyboardEvent);
    }
  }

  protected override onAfterAttach(_: Message): void {
    for (const type of EVENTS) {
      this._frame.node.addEventListener(type, this);
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

  private _onPointerMove(event: PointerEvent): void {
    this._pointer = event;
    const { model } = this._options;
    if (!this._gestures.isDragging && model.picture?.by === 'database') {
      void this._hitting.invoke();
    }
  }

  private _forgetPointer(): void {
    this._pointer = null;
    this._asking?.abort();
    this._tooltip.hide();
  }

  private _onKeyDown(event: KeyboardEvent): void {
    const { altKey, ctrlKey, metaKey, key } = event;
    const isPlain = !altKey && !ctrlKey && !metaKey;
    if (isPlain && key === 'Enter' && this._options.model.picture) {
      this._pointTo(CENTRE);
      event.preventDefault();
      event.stopPropagation();
    }
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
    if (
      !pointer ||
      this._gestures.isDragging ||
      model.activity ||
      this.isDisposed
    ) {
      return;
    }
    const asking = (this._asking = new AbortController());
    let hit: Hit | null = null;
    try {
      hit = await model.hit(placeIn(this._frame.node, pointer), asking.signal);
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

  private _shown: Picture | null = null;
  private _pointer: PointerEvent | null = null;
  private _asking: AbortController | null = null;
  private readonly _frame = new Widget();
  private readonly _image = document.createElement('img');
  private readonly _tooltip: Tooltip;
  private readonly _gestures: Gestures;
  private readonly _hitting = new Debouncer(() => this._ask(), HIT_PAUSE_MS);
}

const EVENTS = ['pointermove', 'pointerleave', 'keydown'];
