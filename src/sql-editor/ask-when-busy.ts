/**
 * Asks what to do when another Run is requested during a Run, and when the editor of a Run changes
 * its connection.
 */
import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { BusyRun, MoveChoice, RunChoice } from '../run/questions';

type Ask = BusyRun & { trans: TranslationBundle };

/** Enough of a statement to recognize it. */
const QUOTED_LENGTH = 120;

/** Escape means not to run it; Enter means to wait, which loses nothing. */
export function askWhenBusy({ sql, ended, trans }: Ask): Promise<RunChoice> {
  return ask<RunChoice>({
    body: trans.__(
      '“%1” is not finished. Run the new query after it, or stop it and run the new query now?',
      quoted(sql)
    ),
    stop: { label: trans.__('Stop It and Run'), choice: 'stop' },
    main: { label: trans.__('Run After It'), choice: 'wait' },
    otherwise: 'forget',
    ...{ ended, trans }
  });
}

/**
 * Escape means to stay; Enter means to let it finish, which loses nothing.
 * @param to - the name of the editor's new connection.
 */
export function askToMove({
  sql,
  ended,
  to,
  trans
}: Ask & { to: string }): Promise<MoveChoice> {
  return ask<MoveChoice>({
    body: trans.__(
      'The editor moves to “%1”. Let “%2” finish on its current connection, or stop it in the database?',
      to,
      quoted(sql)
    ),
    stop: { label: trans.__('Stop It and Move'), choice: 'stop' },
    main: { label: trans.__('Move and Let It Go On'), choice: 'go-on' },
    otherwise: 'stay',
    ...{ ended, trans }
  });
}

/** Takes the main choice if the Run ends before the user decides. */
async function ask<T>({
  body,
  stop,
  main,
  otherwise,
  ended,
  trans
}: {
  body: string;
  stop: { label: string; choice: T };
  main: { label: string; choice: T };
  otherwise: T;
  ended: Promise<void>;
  trans: TranslationBundle;
}): Promise<T> {
  const buttons = [
    Dialog.cancelButton(),
    Dialog.warnButton({ label: stop.label }),
    Dialog.okButton({ label: main.label })
  ];
  const title = trans.__('A query is still running');
  const dialog = new Dialog({ title, body, buttons });
  void ended.then(() => {
    if (!dialog.isDisposed) {
      dialog.resolve(buttons.length - 1);
    }
  });
  const { button } = await dialog.launch();
  return button.accept
    ? (button.label === stop.label ? stop : main).choice
    : otherwise;
}

function quoted(sql: string): string {
  const line = sql.trim().replace(/\s+/g, ' ');
  return line.length > QUOTED_LENGTH
    ? `${line.slice(0, QUOTED_LENGTH)}…`
    : line;
}
