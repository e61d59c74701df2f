/** Asks for a name and writes SQL into a file of that name, over another one only when told to. */
import {
  Dialog,
  InputDialog,
  showDialog,
  showErrorMessage
} from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';

export type SaveAsFileOptions = {
  contents: Pick<Contents.IManager, 'get' | 'save'>;
  /** Where the file goes, unless the name says otherwise. */
  folder: string;
  /** Of the editor: its first proposal. */
  title: string;
  /** The text at the time of writing. */
  sql: () => string;
  /** Whether a file is open in another editor. */
  isOpen: (path: string) => boolean;
  trans: TranslationBundle;
};

/** Answers the path of the file; `null` where the user changed their mind. */
export async function saveAsFile(
  options: SaveAsFileOptions
): Promise<string | null> {
  const { contents, folder, title, sql, isOpen, trans } = options;
  const proposed = `${fileNameOf(title)}.sql`;
  const { value } = await InputDialog.getText({
    title: trans.__('Save SQL As File'),
    label: trans.__('Name'),
    text: proposed,
    selectionRange: proposed.length - '.sql'.length,
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
  if (isOpen(path)) {
    await showErrorMessage(
      trans.__('The file is open'),
      trans.__(
        '“%1” is open in another editor. Close it there, or choose another name.',
        path
      )
    );
    return null;
  }
  if ((await exists(contents, path)) && !(await mayReplace(path, trans))) {
    return null;
  }
  await contents.save(path, { type: 'file', format: 'text', content: sql() });
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
    body: trans.__('“%1” already exists. Its content will be replaced.', path),
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Replace') })
    ]
  });
  return button.accept;
}

/** `Flights by month` for itself, `a-b` for `a/b`. */
const fileNameOf = (title: string): string =>
  title.replace(/[/\\:]+/g, '-').trim() || 'query';
