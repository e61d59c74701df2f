/** What a saved workspace shows, and which workspace keeps the layout that was there before. Pure. */
import type { UntouchedNotebook } from '../tokens';

/** A workspace's data, as JupyterLab saves it: a record for each widget, and the layout. */
export type WorkspaceData = Readonly<Record<string, unknown>>;

/** How JupyterLab begins the record of a notebook. */
const NOTEBOOK = 'notebook:';

const PREFIX = 'omnisci-previous-';

export const previousNameOf = (workspace: string): string =>
  `${PREFIX}${workspace}`;

type Area = { widgets?: string[]; children?: Area[] };
type Layout = {
  main?: { dock?: Area | null } | null;
  down?: Area | null;
};

/** The widgets in the main and the lower area; none where only the launcher was there. */
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
 * Whether it is what a link opens, and nothing was done in it: a SQL editor without a text of the
 * user's, and the notebook that was made for it, untouched.
 *
 * @param query - asked for where it matters: the query that was handed over with the session.
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
  // The query of that time stands in the notebook. The one of today does where a page was closed
  // before there was a notebook.
  return (
    sql === '' || untouched?.holdsQuery(sql) === true || sql === (await query())
  );
}
