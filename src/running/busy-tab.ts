/** Marks the tab of an editor with a running query, also while the editor is hidden. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISqlEditor } from '../tokens';

const BUSY = 'jp-OmniSciBusyTab';

export function markBusyTab(
  { isBusy, widget: { title } }: ISqlEditor,
  trans: TranslationBundle
): void {
  const names = title.className.split(' ').filter(Boolean);
  if (names.includes(BUSY) === isBusy) {
    return;
  }
  // JupyterLab uses classes of its own there, such as for unsaved changes.
  title.className = isBusy
    ? [...names, BUSY].join(' ')
    : names.filter(name => name !== BUSY).join(' ');
  const sign = `\n${trans.__('A query is running.')}`;
  title.caption = isBusy
    ? title.caption + sign
    : title.caption.replace(sign, '');
}
