/** Asks for a name and writes SQL into a file of that name, over another one only when told to. */
import { Dialog, InputDialog, showDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';

export type SaveAsFileOptions = {
  contents: Pick<Contents.IManager, 'get' | 'save'>;
  /** Where the file goes, unless the name says otherwise. */
  folder: string;
  sql: string;
  trans: TranslationBundle;
};

/** Answers the path of the file; `null` where the user changed their mind. */
export async function saveAsFile(
  options: SaveAsFileOptions
): Promise<string | null> {
  const { contents, folder, sql, trans } = options;
  const { value } = await InputDialog.getText({
    title: trans.__('Save SQL As File'),
    label: trans.__('Name'),
    text: 'query.sql',
    selectionRange: 'query'.length,
    okLabel: trans.__('Save')
  });
  const name = value?.trim();
  if (!name) {
    return null;
  }
  const path = PathExt.join(
    folder,
    /\.sql$/i.test(name) ? name : `${name}.sql`
  );
  if ((await exists(contents, path)) && !(await mayReplace(path, trans))) {
    return null;
  }
  await contents.save(path, { type: 'file', format: 'text', content: sql });
  return path;
}

async function exists(
  contents: SaveAsFileOptions['contents'],
  path: string
): Promise<boolean> {
  try {
    await contents.get(path, { content: false });
    return true;
  } catch {
    // Where it cannot be read for another reason, saving tells of that.
    return false;
  }
}

async function mayReplace(
  path: string,
  trans: TranslationBundle
): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Replace the file?'),
    body: trans.__('“%1” exists. Its text will be lost.', path),
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Replace') })
    ]
  });
  return button.accept;
}
