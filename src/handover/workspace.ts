/** Opens what the link promises: a SQL editor and, to its left, a notebook. */
import type { LabShell } from '@jupyterlab/application';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { IConnectedNotebooks, ISqlEditor, ISqlEditors } from '../tokens';

export type WorkspaceOptions = {
  sqlEditors: ISqlEditors;
  notebooks: IConnectedNotebooks;
  labShell: Pick<LabShell, 'mode'>;
  /** Links come again and again; their notebooks are not to pile up. */
  reuseNotebook: boolean;
  /** One that is there already and is taken; `null` to open one. */
  editor: ISqlEditor | null;
};

/** Answers the SQL editor once both are on screen. Without a notebook, the editor stays and it rejects. */
export async function openWorkspace(
  options: WorkspaceOptions
): Promise<MainAreaWidget | null> {
  const { sqlEditors, notebooks, labShell, reuseNotebook } = options;
  // A link to /doc starts in the mode that shows one document only.
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
