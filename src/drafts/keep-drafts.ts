/** Saves the text of each open SQL editor without a file, and tells of those that are closed. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { endWith } from '../lifetime/end-with';
import type { ISqlEditor, ISqlEditors, SqlDraft } from '../tokens';
import type { ClosedDrafts } from './closed-drafts';
import type { ClosedNotice } from './closed-notice';

export function keepDrafts(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    drafts,
    trans
  }: {
    sqlEditors: ISqlEditors;
    /** Loaded on first use. */
    drafts: () => Promise<ClosedDrafts>;
    trans: TranslationBundle;
  }
): void {
  let notice: ClosedNotice | null = null;
  const tellClosed = async (draft: SqlDraft): Promise<void> => {
    const [closed, { ClosedNotice }] = await Promise.all([
      drafts(),
      import('./closed-notice')
    ]);
    if (!notice) {
      notice = new ClosedNotice({
        reopen: draft => void closed.reopen(draft),
        trans
      });
      endWith(app.shell, notice);
    }
    const isKept = await closed.close(draft);
    if (closed.items.some(({ uid }) => uid === draft.uid)) {
      notice.add(draft, isKept);
    }
  };

  sqlEditors.opened.connect((_, editor: ISqlEditor) => {
    const uid = editor.draft?.uid;
    if (uid === undefined) {
      return;
    }
    const keep = async (): Promise<void> => {
      const closed = await drafts();
      if (editor.draft) {
        await closed.keep(editor.draft);
      }
    };
    void keep();
    editor.draftChanged.connect(() => void keep());
    editor.widget.disposed.connect(() => {
      const { draft } = editor;
      if (draft) {
        void tellClosed(draft);
      } else {
        // It has become a file.
        void drafts().then(closed => closed.remove(uid));
      }
    });
  });
}
