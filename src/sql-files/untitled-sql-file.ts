/** Makes an empty `.sql` file for an application that shows one document a page, as Notebook 7. */
import type { Contents } from '@jupyterlab/services';

export type UntitledSqlFileOptions = {
  contents: Pick<Contents.IManager, 'newUntitled' | 'save'>;
  /** The folder it is made in, as the contents API writes it. */
  folder: string;
  sql: string;
};

/** Answers its path. Rejects where the server refuses to make it. */
export async function createUntitledSqlFile({
  contents,
  folder,
  sql
}: UntitledSqlFileOptions): Promise<string> {
  const { path } = await contents.newUntitled({
    path: folder,
    type: 'file',
    ext: 'sql'
  });
  if (sql !== '') {
    await contents.save(path, { type: 'file', format: 'text', content: sql });
  }
  return path;
}
