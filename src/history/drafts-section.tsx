/** The closed editors above the history: their text, run or not, and a button to reopen them. */
import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { ClosedDraft, IClosedDrafts } from '../tokens';

export type DraftsSectionProps = {
  drafts: IClosedDrafts;
  /** Those that match the search. */
  found: readonly ClosedDraft[];
  /** Shows the list even if the user has not opened it. */
  isOpen: boolean;
  trans: TranslationBundle;
};

export function DraftsSection(
  props: DraftsSectionProps
): React.ReactElement | null {
  const { drafts, found, isOpen, trans } = props;
  if (found.length === 0) {
    return null;
  }
  return (
    <details className="jp-OmniSciHistory-drafts" open={isOpen || undefined}>
      <summary className="jp-OmniSciHistory-day">
        {trans.__('Closed editors (%1)', found.length)}
      </summary>
      <ul>
        {found.map(draft => (
          <DraftView
            key={draft.uid}
            draft={draft}
            reopen={() => void drafts.reopen(draft)}
            remove={() => void drafts.remove(draft.uid)}
            trans={trans}
          />
        ))}
      </ul>
      {found.length > 1 && (
        <button
          className="jp-OmniSciHistory-more"
          onClick={() => void drafts.removeAll()}
        >
          {trans.__('Delete all closed editors')}
        </button>
      )}
    </details>
  );
}

function DraftView(props: {
  draft: ClosedDraft;
  reopen: () => void;
  remove: () => void;
  trans: TranslationBundle;
}): React.ReactElement {
  const { draft, reopen, remove, trans } = props;
  const changedAt = new Date(draft.changedAt);
  const removal = trans.__('Delete this text');
  return (
    <li className="jp-OmniSciHistory-entry">
      <button
        className="jp-OmniSciHistory-main"
        title={trans.__('Reopen this SQL editor')}
        onClick={reopen}
      >
        <span className="jp-OmniSciHistory-sql">
          {draft.sql.slice(0, 2000)}
        </span>
        <span className="jp-OmniSciHistory-facts">
          <span>{draft.title}</span>
          <time
            dateTime={changedAt.toISOString()}
            title={changedAt.toLocaleString()}
          >
            {Time.formatHuman(changedAt)}
          </time>
        </span>
      </button>
      <div className="jp-OmniSciHistory-actions">
        <button
          className="jp-OmniSciHistory-action"
          title={removal}
          aria-label={removal}
          onClick={remove}
        >
          <closeIcon.react tag="span" elementSize="small" />
        </button>
      </div>
    </li>
  );
}
