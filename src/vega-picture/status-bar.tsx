/** The line above a picture: who drew it, or what is being done; and what can be done with it. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  copyIcon,
  downloadIcon,
  stopIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import { Poll } from '@lumino/polling';
import * as React from 'react';
import { duration } from '../text/format-amount';
import { fitIcon, wholeIcon } from './icons';
import type { PictureModel } from './picture-model';
import { engineText, pictureActivityText, pictureText } from './picture-text';
import { isWhole, WHOLE } from './view/view';

/** Milliseconds between two updates of the elapsed time. */
const TICK_MS = 250;

export type StatusBarOptions = {
  model: PictureModel;
  /** `null` if the browser lets no page copy pictures. */
  copy: (() => void) | null;
  save: () => void;
  /** True if the picture is as large as its panel. */
  isFitted: () => boolean;
  /** `null` if the size of the panel follows the picture. */
  toggleFit: (() => void) | null;
  now: () => number;
  trans: TranslationBundle;
};

export class StatusBar extends ReactWidget {
  constructor(private readonly _options: StatusBarOptions) {
    super();
    this.addClass('jp-OmniSciVegaPicture-bar');
    _options.model.changed.connect(this._onChanged, this);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._ticking.dispose();
      super.dispose();
    }
  }

  protected override render(): React.ReactElement {
    const { model, copy, save, isFitted, toggleFit, now, trans } =
      this._options;
    const { activity, picture } = model;
    const elapsed = now() - model.startedAt;
    const text = this._text();
    return (
      <>
        <span className="jp-OmniSciVegaPicture-text" role="status" title={text}>
          {text}
        </span>
        {activity && elapsed >= 1000 && (
          <span aria-hidden="true">{duration(elapsed)}</span>
        )}
        <span className="jp-OmniSciVegaPicture-actions">
          {activity && (
            <Action
              icon={stopIcon}
              label={trans.__('Cancel')}
              run={() => model.cancel()}
            />
          )}
          {!isWhole(model.view) && (
            <Action
              icon={wholeIcon}
              label={trans.__('Show the whole picture')}
              run={() => (model.view = WHOLE)}
            />
          )}
          {toggleFit && (
            <Action
              icon={fitIcon}
              label={trans.__('Fit to the panel')}
              isPressed={isFitted()}
              run={toggleFit}
            />
          )}
          {copy && (
            <Action
              icon={copyIcon}
              label={trans.__('Copy image')}
              isDisabled={!picture}
              run={copy}
            />
          )}
          <Action
            icon={downloadIcon}
            label={trans.__('Save PNG')}
            isDisabled={!picture}
            run={save}
          />
        </span>
      </>
    );
  }

  private _text(): string {
    const { model, trans } = this._options;
    const { activity, picture, error, isCancelled } = model;
    if (activity) {
      return pictureActivityText(activity, trans);
    }
    if (!picture) {
      return isCancelled
        ? trans.__('Cancelled')
        : engineText(model.engine, trans);
    }
    const text = pictureText(picture, trans);
    return error
      ? trans.__('An earlier picture. %1', text)
      : isCancelled
        ? trans.__('Cancelled. %1', text)
        : text;
  }

  private _onChanged(): void {
    this.update();
    const isBusy = this._options.model.activity !== null;
    if (isBusy !== this._isTicking) {
      this._isTicking = isBusy;
      void (isBusy ? this._ticking.start() : this._ticking.stop());
    }
  }

  private _isTicking = false;
  private readonly _ticking = new Poll({
    name: 'jupyterlab-omnisci:picture-time',
    auto: false,
    frequency: { interval: TICK_MS, backoff: false },
    factory: () => Promise.resolve(this.update())
  });
}

function Action(props: {
  icon: LabIcon;
  label: string;
  isDisabled?: boolean;
  isPressed?: boolean;
  run: () => void;
}): React.ReactElement {
  const { icon: Icon, label, isDisabled, isPressed, run } = props;
  return (
    <button
      className="jp-OmniSciVegaPicture-action"
      title={label}
      aria-label={label}
      disabled={isDisabled}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      onClick={run}
    >
      <Icon.react tag="span" width="16px" height="16px" />
    </button>
  );
}
