/** Tells, above a widget of the main area, that a layout was saved or restored. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import type { ISqlEditor, ISqlEditors } from '../tokens';

export type LayoutNoticesOptions = {
  /** `null` without SQL editors. */
  editors: Pick<ISqlEditors, 'current' | 'opened'> | null;
  shell: Pick<JupyterFrontEnd.IShell, 'currentWidget'>;
  /** Restores the layout that was saved last. */
  restore: () => void;
  trans: TranslationBundle;
};

export class LayoutNotices {
  constructor(private readonly _options: LayoutNoticesOptions) {}

  /** Shows it in the next editor, which the link opens. */
  offerRestore(): void {
    const { editors, trans } = this._options;
    const onOpened = (_: unknown, { widget }: ISqlEditor): void => {
      editors?.opened.disconnect(onOpened);
      void this._show(widget, {
        text: trans.__('Your previous layout was saved.'),
        label: trans.__('Restore')
      });
    };
    editors?.opened.connect(onOpened);
  }

  /**
   * Shows it in the SQL editor on screen, or else in the current widget.
   *
   * @param isUndoable - true if the replaced layout was saved.
   */
  async sayRestored(isUndoable: boolean): Promise<void> {
    const { editors, shell, trans } = this._options;
    const editor = editors?.current?.widget;
    await this._show(editor?.isVisible ? editor : shell.currentWidget, {
      text: trans.__('Your previous layout is restored.'),
      label: isUndoable ? trans.__('Undo') : null
    });
  }

  private async _show(
    widget: Widget | null,
    { text, label }: { text: string; label: string | null }
  ): Promise<void> {
    const { restore, trans } = this._options;
    const { LayoutNotice } = await import('./layout-notice');
    if (widget instanceof MainAreaWidget && !widget.isDisposed) {
      const action = label === null ? null : { label, run: restore };
      widget.contentHeader.addWidget(new LayoutNotice({ text, action, trans }));
    }
  }
}
