/** Asks for another title of a SQL editor without a file. */
import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Title, Widget } from '@lumino/widgets';

export async function renameEditor(
  title: Title<Widget>,
  trans: TranslationBundle
): Promise<void> {
  const { value } = await InputDialog.getText({
    title: trans.__('Rename SQL Editor'),
    label: trans.__('Title'),
    text: title.label,
    okLabel: trans.__('Rename')
  });
  const label = value?.trim();
  if (label) {
    title.label = label;
  }
}
