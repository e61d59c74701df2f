/** Asks what becomes of a Run while another is under way. */
import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { BusyRun, RunChoice } from '../run/run-queue';

type AskWhenBusyOptions = BusyRun & { trans: TranslationBundle };

/** As much of a statement as is needed to tell which one it is. */
const QUOTED_LENGTH = 120;

/** Escape is for not running it, Enter for waiting, which loses nothing. */
export async function askWhenBusy({
  sql,
  ended,
  trans
}: AskWhenBusyOptions): Promise<RunChoice> {
  const line = sql.trim().replace(/\s+/g, ' ');
  const quoted =
    line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH)}…` : line;
  const stop = Dialog.warnButton({ label: trans.__('Stop It and Run') });
  const wait = Dialog.okButton({ label: trans.__('Run After It') });
  const buttons = [Dialog.cancelButton(), stop, wait];
  const dialog = new Dialog({
    title: trans.__('A query is still running'),
    body: trans.__(
      'Run the new one after “%1”, or stop that in the database?',
      quoted
    ),
    buttons
  });
  void ended.then(() => {
    if (!dialog.isDisposed) {
      dialog.resolve(buttons.indexOf(wait));
    }
  });
  const { button } = await dialog.launch();
  return button.label === stop.label
    ? 'stop'
    : button.accept
      ? 'wait'
      : 'forget';
}
