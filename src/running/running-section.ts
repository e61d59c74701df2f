/**
 * Running queries as a section of JupyterLab's Running panel, where they can be opened and stopped.
 */
import type { IRunningSessions } from '@jupyterlab/running';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { ISqlEditor } from '../tokens';
import type { RunningQueries, RunningQuery } from './running-queries';

/** Number of characters of a statement that fit on a line of the side bar. */
const LABEL_LENGTH = 80;

export function runningSection(options: {
  queries: RunningQueries;
  /** Brings an editor to the front. */
  show: (editor: ISqlEditor) => void;
  icons: { query: LabIcon; stop: LabIcon };
  trans: TranslationBundle;
}): IRunningSessions.IManager {
  const { queries, show, icons, trans } = options;
  const item = ({
    editor,
    statement
  }: RunningQuery): IRunningSessions.IRunningItem => ({
    icon: () => icons.query,
    label: () => `${editor.widget.title.label} · ${labelOf(statement.sql)}`,
    labelTitle: () =>
      trans.__(
        '%1\nRunning since %2\n%3',
        editor.widget.title.label,
        new Date(statement.startedAt).toLocaleTimeString(),
        statement.sql.slice(0, 1000)
      ),
    open: () => show(editor),
    shutdown: () => statement.cancel()
  });
  return {
    name: trans.__('SQL Queries'),
    running: () => queries.items.map(item),
    runningChanged: queries.changed,
    // The list is read again at each use.
    refreshRunning: () => undefined,
    shutdownAll: () =>
      queries.items.forEach(({ statement }) => statement.cancel()),
    shutdownLabel: trans.__('Stop the Query'),
    shutdownAllLabel: trans.__('Stop All'),
    shutdownAllConfirmationText: trans.__(
      'Stop all queries of SQL editors, in the database as well?'
    ),
    shutdownItemIcon: icons.stop
  };
}

function labelOf(sql: string): string {
  const line = sql.trim().replace(/\s+/g, ' ');
  return line.length > LABEL_LENGTH
    ? `${line.slice(0, LABEL_LENGTH - 1)}…`
    : line;
}
