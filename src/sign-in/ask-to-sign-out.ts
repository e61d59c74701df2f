/** Asks the user before signing out stops running queries. */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * Resolves to true if the user signs out. Enter and Escape mean to stay.
 *
 * @param busy - number of SQL editors with a running query there.
 */
export async function askToSignOut(options: {
  label: string;
  busy: number;
  trans: TranslationBundle;
}): Promise<boolean> {
  const { label, busy, trans } = options;
  const { button } = await showDialog({
    title: trans.__('A query is still running'),
    body: trans._n(
      'One SQL editor runs a query on “%2”. Signing out stops it.',
      '%1 SQL editors run queries on “%2”. Signing out stops them.',
      busy,
      label
    ),
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Stop and Sign Out') })
    ],
    defaultButton: 0
  });
  return button.accept;
}
