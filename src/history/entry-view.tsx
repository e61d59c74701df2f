/** One statement of the history: its text, its outcome, and its actions. */
import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  addIcon,
  checkIcon,
  closeIcon,
  copyIcon,
  ellipsesIcon,
  errorIcon,
  runIcon,
  stopIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';
import { truncate } from '../text/truncate';
import type { HistoryEntry } from './entries';
import { durationText, outcomeText } from './entry-text';

/** Number of characters of a statement that an entry shows. */
const MAX_LENGTH = 2000;

/** The actions of an entry. */
export type EntryActions = {
  insert(entry: HistoryEntry): void;
  open(entry: HistoryEntry): void;
  run(entry: HistoryEntry): void;
  copy(entry: HistoryEntry): void;
  remove(entry: HistoryEntry): void;
};

const ICONS: Record<HistoryEntry['outcome'], LabIcon> = {
  rows: checkIcon,
  done: checkIcon,
  failed: errorIcon,
  cancelled: stopIcon,
  running: ellipsesIcon,
  interrupted: stopIcon
};

export type EntryViewProps = {
  entry: HistoryEntry;
  actions: EntryActions;
  /** Whether Tab reaches it: a list is one tab stop, and the arrow keys reach its other entries. */
  isStop: boolean;
  onFocus: () => void;
  trans: TranslationBundle;
};

export function EntryView(props: EntryViewProps): React.ReactElement {
  const { entry, actions, isStop, trans } = props;
  const tabIndex = isStop ? 0 : -1;
  const icon = ICONS[entry.outcome];
  const startedAt = new Date(entry.startedAt);
  const button = (
    name: 'open' | 'run' | 'copy' | 'remove',
    label: string,
    { react: Icon }: LabIcon
  ): React.ReactElement => (
    <button
      className="jp-OmniSciHistory-action"
      title={label}
      aria-label={label}
      tabIndex={tabIndex}
      onClick={() => actions[name](entry)}
    >
      <Icon tag="span" elementSize="small" />
    </button>
  );
  return (
    <li className="jp-OmniSciHistory-entry" onFocus={props.onFocus}>
      <button
        className="jp-OmniSciHistory-main"
        data-entry={entry.id}
        tabIndex={tabIndex}
        title={trans.__('Insert into the SQL editor')}
        onClick={() => actions.insert(entry)}
      >
        <span className="jp-OmniSciHistory-sql">
          {truncate(entry.sql, MAX_LENGTH)}
        </span>
        {entry.message && (
          <span className="jp-OmniSciHistory-message">{entry.message}</span>
        )}
        <span className={`jp-OmniSciHistory-facts jp-mod-${entry.outcome}`}>
          <icon.react
            tag="span"
            elementSize="small"
            className="jp-OmniSciHistory-outcome"
          />
          <span>{outcomeText(entry, trans)}</span>
          {entry.page === undefined && (
            <span>{durationText(entry.elapsedMs, trans)}</span>
          )}
          <time
            dateTime={startedAt.toISOString()}
            title={startedAt.toLocaleString()}
          >
            {trans.__(
              '%1, %2',
              startedAt.toLocaleTimeString(undefined, {
                hour: '2-digit',
                minute: '2-digit'
              }),
              Time.formatHuman(startedAt)
            )}
          </time>
          {entry.count > 1 && (
            <span title={trans.__('Run %1 times in a row', entry.count)}>
              {`×${entry.count}`}
            </span>
          )}
          {entry.isMasked && (
            <span title={trans.__('The history does not store credentials.')}>
              {trans.__('secret removed')}
            </span>
          )}
        </span>
      </button>
      <div className="jp-OmniSciHistory-actions">
        {!entry.isMasked && button('run', trans.__('Run again'), runIcon)}
        {button('open', trans.__('Open in a new SQL editor'), addIcon)}
        {button('copy', trans.__('Copy'), copyIcon)}
        {button('remove', trans.__('Remove from the history'), closeIcon)}
      </div>
    </li>
  );
}
