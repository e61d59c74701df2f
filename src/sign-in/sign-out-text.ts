/** A sentence about the result of signing out. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { HANDOVER } from '../sidecar/route-address';

export function signOutText(options: {
  /** The server's ID. */
  id: string;
  label: string;
  /** True if a session of this extension was ended in the database. */
  ended: boolean;
  trans: TranslationBundle;
}): string {
  const { id, label, ended, trans } = options;
  if (id === HANDOVER) {
    return trans.__(
      'The session that Immerse handed over stays: Immerse uses it, too. Log out there to end it.'
    );
  }
  return ended
    ? trans.__('You are signed out of %1. Its session has ended.', label)
    : trans.__('There was no session of yours to end on %1.', label);
}
