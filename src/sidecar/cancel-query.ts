/** Has a query cancelled in the database, and says what came of that. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CancelReply } from '../../server/protocol';
import type { Ask } from './query';
import { parsed } from './reply-shape';
import { SidecarError } from './sidecar-error';

/** The sidecar answers within two seconds what came of it. */
const LIMIT_MS = 5_000;

/** @returns the error `query_cancelled`, which says whether the database stopped. Never rejects. */
export async function cancelQuery(
  id: string,
  { ask, trans }: { ask: Ask; trans: TranslationBundle }
): Promise<SidecarError> {
  let outcome: CancelReply['outcome'] | undefined;
  try {
    const { body } = await ask(
      'POST /queries/:id/cancel',
      { parameters: { id }, body: {} },
      { keepalive: true, limitMs: LIMIT_MS }
    );
    outcome = (parsed(body) as Partial<CancelReply> | null)?.outcome;
  } catch {
    // Nothing is known of the query, which may run on.
  }
  const messages: Record<CancelReply['outcome'], string> = {
    interrupted: trans.__('The database was asked to stop.'),
    finished: trans.__('The database had already finished.'),
    abandoned: trans.__(
      'The database could not be asked to stop. The query may still run.'
    )
  };
  return new SidecarError(
    'query_cancelled',
    messages[outcome ?? 'abandoned'] ?? messages.abandoned
  );
}
