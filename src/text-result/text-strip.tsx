/** The strip above an answer that is a text: copies it, and shows it as a table instead. */
import { Clipboard, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

export class TextStrip extends ReactWidget {
  constructor(
    private readonly _options: {
      /** Shows the answer as a table, or as a text again. */
      show: (how: 'text' | 'table') => void;
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciTextStrip');
    this.hide();
  }

  /** @param text - the answer as text; `null` if it has none, which hides the strip. */
  set(text: string | null, shownAs: 'text' | 'table'): void {
    this._text = text;
    this._shownAs = shownAs;
    this.setHidden(text === null);
    this.update();
  }

  protected override render(): React.ReactElement | null {
    const { show, trans } = this._options;
    const text = this._text;
    if (text === null) {
      return null;
    }
    const isText = this._shownAs === 'text';
    const lines = text.split(/\r\n|\r|\n/).length;
    return (
      <>
        <span className="jp-OmniSciTextStrip-text">
          {trans._n('A text of %1 line', 'A text of %1 lines', lines)}
        </span>
        <button
          className="jp-OmniSciButton"
          onClick={() => Clipboard.copyToSystem(text)}
        >
          {trans.__('Copy Text')}
        </button>
        <button
          className="jp-OmniSciButton"
          onClick={() => show(isText ? 'table' : 'text')}
        >
          {isText ? trans.__('Show as Table') : trans.__('Show as Text')}
        </button>
      </>
    );
  }

  private _text: string | null = null;
  private _shownAs: 'text' | 'table' = 'text';
}
