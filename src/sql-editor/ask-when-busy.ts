/** Asks what becomes of a Run while another is under way, and of that when its editor moves. */
import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { BusyRun, MoveChoice, RunChoice } from '../run/questions';

type Ask = BusyRun & { trans: TranslationBundle };

/** As much of a statement as is needed to tell which one it is. */
const QUOTED_LENGTH = 120;

/** Escape is for not running it, Enter for waiting, which loses nothing. */
export function askWhenBusy({ sql, ended, trans }: Ask): Promise<RunChoice> {
  return ask<RunChoice>({
    body: trans.__(
      'Run the new query after “%1”, or stop “%1” and run the new query now?',
      quoted(sql)
    ),
    stop: { label: trans.__('Stop It and Run'), choice: 'stop' },
    main: { label: trans.__('Run After It'), choice: 'wait' },
    otherwise: 'forget',
    ...{ ended, trans }
  });
}

/**
 * Escape is for staying, Enter for letting it go on, which loses nothing.
 * @param to - the name of the connection that the editor moves to.
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

/** Takes the main choice where the Run ends before its user has decided. */
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
