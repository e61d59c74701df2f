/** Opens the workspace of the link: a SQL editor and, to its left, a notebook. */
import type { LabShell } from '@jupyterlab/application';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { IConnectedNotebooks, ISqlEditor, ISqlEditors } from '../tokens';

export type WorkspaceOptions = {
  sqlEditors: ISqlEditors;
  notebooks: IConnectedNotebooks;
  labShell: Pick<LabShell, 'mode'>;
  /** Reuses an untouched notebook, so that notebooks of many links do not pile up. */
  reuseNotebook: boolean;
  /** An open editor to use; `null` to open a new one. */
  editor: ISqlEditor | null;
};

/**
 * Resolves to the SQL editor once both are on screen. Rejects if the notebook cannot be opened; the
 * editor stays.
 */
export async function openWorkspace(
  options: WorkspaceOptions
): Promise<MainAreaWidget | null> {
  const { sqlEditors, notebooks, labShell, reuseNotebook } = options;
  // A link to /doc starts in single-document mode.
  labShell.mode = 'multiple-document';
  const editor =
    options.editor ?? (await sqlEditors.open({ adoptHandedQuery: true }));
  if (!editor) {
    return null;
  }
  const { widget } = editor;
  await notebooks.create({
    leftOf: widget.id,
    adoptHandedQuery: true,
    reuseUntouched: reuseNotebook
  });
  return widget;
}
