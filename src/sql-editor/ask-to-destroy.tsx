/** Asks before a Run that destroys data; see `src/sql/destructive-statement.ts`. */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { describeConnection } from '../connection-info/connection-name';
import { shortLabel } from '../connection-info/short-label';
import type { DestructiveStatement } from '../run/questions';
import type { Destruction } from '../sql/destructive-statement';
import { truncate } from '../text/truncate';
import type { IConnection } from '../tokens';

export type AskToDestroyOptions = {
  statements: readonly DestructiveStatement[];
  connection: Pick<IConnection, 'key' | 'server' | 'label' | 'status'>;
  /** Shows the setting that ends these questions; `null` without a settings editor. */
  openSettings: (() => void) | null;
  trans: TranslationBundle;
};

/** Number of characters that identify a statement. */
const MAX_LENGTH = 300;
/** Further statements are only counted. */
const MAX_STATEMENTS = 5;

/** Resolves to true if they may run. Enter and Escape mean no. */
export async function askToDestroy({
  statements,
  connection,
  openSettings,
  trans
}: AskToDestroyOptions): Promise<boolean> {
  const run = Dialog.warnButton({ label: trans.__('Run') });
  const never = Dialog.createButton({
    label: trans.__('Do Not Ask Again…'),
    caption: trans.__('Open the setting that ends these questions'),
    accept: false
  });
  const { button } = await showDialog({
    title: trans._n(
      'Run a statement that destroys data?',
      'Run %1 statements that destroy data?',
      statements.length
    ),
    body: question({ statements, connection, trans }),
    buttons: [...(openSettings ? [never] : []), Dialog.cancelButton(), run],
    defaultButton: openSettings ? 1 : 0
  });
  if (button.label === never.label) {
    openSettings?.();
  }
  return button.accept;
}

function question({
  statements,
  connection,
  trans
}: Omit<AskToDestroyOptions, 'openSettings'>): React.ReactElement {
  const { status } = connection;
  const label = shortLabel(connection, trans);
  const reply = status?.state === 'connected' ? status.reply : null;
  const left = statements.length - MAX_STATEMENTS;
  return (
    <div className="jp-OmniSciDestroy">
      <p className="jp-OmniSciDestroy-connection">
        {reply
          ? trans.__('On %1: %2', label, describeConnection(reply))
          : trans.__('On %1', label)}
      </p>
      <ul className="jp-OmniSciDestroy-statements">
        {statements.slice(0, MAX_STATEMENTS).map(({ sql, destruction }, at) => (
          <li key={at}>
            <pre>{truncate(sql, MAX_LENGTH)}</pre>
            {destruction && <span>{consequence(destruction, trans)}</span>}
          </li>
        ))}
        {left > 0 && <li>{trans._n('and %1 more', 'and %1 more', left)}</li>}
      </ul>
    </div>
  );
}

function consequence(
  destruction: Destruction,
  trans: TranslationBundle
): string {
  switch (destruction) {
    case 'drop':
      return trans.__('Removes it with all that is in it.');
    case 'drop-column':
      return trans.__('Removes the column with all its values.');
    case 'truncate':
      return trans.__('Deletes every row.');
    case 'delete-all':
      return trans.__('Deletes every row: it has no WHERE of its own.');
    case 'update-all':
      return trans.__('Changes every row: it has no WHERE of its own.');
  }
}
