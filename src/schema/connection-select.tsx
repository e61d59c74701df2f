/** The choice of the browser's connection; hidden if there is only one. */
import { HTMLSelect, UseSignal } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { shortLabel } from '../connection-info/short-label';
import type { BrowsedConnection } from './browsed-connection';

/** The value of the option that follows the editors; no key is empty. */
const FOLLOW = '';

export function ConnectionSelect(props: {
  browsed: BrowsedConnection;
  trans: TranslationBundle;
}): React.ReactElement {
  return (
    <UseSignal signal={props.browsed.changed}>
      {() => <Select {...props} />}
    </UseSignal>
  );
}

function Select({
  browsed,
  trans
}: {
  browsed: BrowsedConnection;
  trans: TranslationBundle;
}): React.ReactElement | null {
  const { choices, pinned, followed } = browsed;
  if (pinned === null && choices.length < 2) {
    return null;
  }
  return (
    <HTMLSelect
      className="jp-OmniSciSchema-connection"
      value={pinned ?? FOLLOW}
      aria-label={trans.__('Whose database is shown')}
      title={trans.__(
        'Follow the SQL editor that is used, or keep showing one connection'
      )}
      onChange={({ currentTarget: { value } }) => {
        browsed.pinned = value === FOLLOW ? null : value;
      }}
    >
      <option value={FOLLOW}>
        {trans.__('Editor’s: %1', shortLabel(followed, trans))}
      </option>
      {choices.map(({ key, label }) => (
        <option key={key} value={key}>
          {trans.__('Pinned: %1', label)}
        </option>
      ))}
    </HTMLSelect>
  );
}
