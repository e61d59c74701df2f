/** The line above a result: the running statement and its time, or the outcome. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Poll } from '@lumino/polling';
import { Widget } from '@lumino/widgets';
import { shortLabel } from '../connection-info/short-label';
import type { SqlEditorModel } from '../run/model';
import {
  activityText,
  activityTimes,
  executionText,
  outcomeText
} from './outcome-text';

/** Milliseconds between two updates of the elapsed time. */
const TICK_MS = 250;

export class StatusLine extends Widget {
  constructor(
    private readonly _options: {
      model: SqlEditorModel;
      now: () => number;
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciResults-status');
    // Screen readers announce the text, but not the elapsed time beside it.
    this._text.setAttribute('role', 'status');
    this._times.setAttribute('aria-hidden', 'true');
    this.node.append(this._text, this._times);
    _options.model.changed.connect(this._update, this);
    this._update();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._ticking.dispose();
    super.dispose();
  }

  private _update(): void {
    const { model, trans } = this._options;
    const { active, execution } = model;
    const { current } = model.tabs;
    const parts: string[] = [];
    if (execution && execution.runs.length > 1) {
      parts.push(executionText(execution, trans));
    }
    if (active?.activity) {
      parts.push(activityText(active.activity, trans));
    } else if (current?.run) {
      parts.push(outcomeText(current.run.outcome, trans));
    } else if (current && current.execution !== execution) {
      parts.push(executionText(current.execution, trans));
    }
    const ranOn = current?.execution.connection ?? model.connection;
    if (ranOn !== model.connection) {
      parts.push(trans.__('run on %1', shortLabel(ranOn, trans)));
    }
    if (model.waiting > 0) {
      parts.push(trans._n('%1 run queued', '%1 runs queued', model.waiting));
    }
    write(this._text, parts.join(' · '));
    this._tick();
    if ((active !== null) !== this._isTicking) {
      this._isTicking = active !== null;
      void (active ? this._ticking.start() : this._ticking.stop());
    }
  }

  private _tick(): void {
    const { model, now, trans } = this._options;
    const activity = model.active?.activity;
    write(
      this._times,
      activity ? activityTimes(activity, { now: now(), trans }) : ''
    );
  }

  private _isTicking = false;
  private readonly _ticking = new Poll({
    name: 'jupyterlab-omnisci:elapsed-time',
    auto: false,
    frequency: { interval: TICK_MS, backoff: false },
    factory: () => Promise.resolve(this._tick())
  });
  private readonly _text = document.createElement('span');
  private readonly _times = document.createElement('span');
}

function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
