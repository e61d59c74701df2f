/** The content of a saved workspace, and the workspace that keeps the previous layout. Pure. */
import type { UntouchedNotebook } from '../tokens';

/** The data of a workspace in JupyterLab: a record for each widget, and the layout. */
export type WorkspaceData = Readonly<Record<string, unknown>>;

/** The prefix of JupyterLab's record of a notebook. */
const NOTEBOOK = 'notebook:';

const PREFIX = 'omnisci-previous-';

export const previousNameOf = (workspace: string): string =>
  `${PREFIX}${workspace}`;

type Area = { widgets?: string[]; children?: Area[] };
type Layout = {
  main?: { dock?: Area | null } | null;
  down?: Area | null;
};

/** The widgets in the main and the lower area; none if there is only the launcher. */
export function widgetsOf(data: WorkspaceData): string[] {
  const layout = (data['layout-restorer:data'] ?? {}) as Layout;
  const inArea = (area: Area | null | undefined): string[] => [
    ...(area?.widgets ?? []),
    ...(area?.children ?? []).flatMap(inArea)
  ];
  return [...inArea(layout.main?.dock), ...inArea(layout.down)];
}

/** The files of the notebooks among them. */
export const notebooksOf = (data: WorkspaceData): string[] =>
  widgetsOf(data)
    .filter(id => id.startsWith(NOTEBOOK))
    .map(id => id.slice(NOTEBOOK.length));

/**
 * True if a link opened the layout and the user did nothing in it: it has a SQL editor without a
 * text of the user, and the untouched notebook that was made for it.
 *
 * @param query - returns the query that came with the session; called only if it matters.
 */
export async function isAsLinkMadeIt(
  data: WorkspaceData,
  untouched: UntouchedNotebook | null,
  query: () => Promise<string>
): Promise<boolean> {
  const widgets = widgetsOf(data);
  const editors = widgets.filter(id => id.startsWith('omnisci-sql-editor:'));
  const notebooks = notebooksOf(data).filter(path => path === untouched?.path);
  if (
    widgets.length !== editors.length + notebooks.length ||
    editors.length > 1
  ) {
    return false;
  }
  const [editor = ''] = editors;
  const { sql = '' } =
    (data[editor] as { data?: { sql?: string } } | undefined)?.data ?? {};
  // The notebook has the query of that launch. Without a notebook, compare with the current query.
  return (
    sql === '' || untouched?.holdsQuery(sql) === true || sql === (await query())
  );
}
