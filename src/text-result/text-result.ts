/** An answer that is a text: read-only, in monospace, with folds. */
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { StandardSQL } from '@codemirror/lang-sql';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { jupyterTheme } from '@jupyterlab/codemirror';
import { Widget } from '@lumino/widgets';
import { indentFolds } from './indent-folds';

export type TextResultOptions = {
  text: string;
  /** True if the text is SQL, so that its words are coloured. */
  isSql: boolean;
  /** The accessible name. */
  label: string;
};

export class TextResult extends Widget {
  constructor({ text, isSql, label }: TextResultOptions) {
    super();
    this.addClass('jp-OmniSciTextResult');
    this._view = new EditorView({
      parent: this.node,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-readonly': 'true',
            tabindex: '0'
          }),
          lineNumbers(),
          codeFolding(),
          foldGutter(),
          indentFolds,
          keymap.of(foldKeymap),
          jupyterTheme,
          isSql ? StandardSQL.language : []
        ]
      })
    });
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._view.destroy();
      super.dispose();
    }
  }

  protected override onActivateRequest(): void {
    this._view.contentDOM.focus({ preventScroll: true });
  }

  /** The text is measured while it is hidden, and has no size then. */
  protected override onAfterShow(): void {
    this._view.requestMeasure();
  }

  private readonly _view: EditorView;
}
