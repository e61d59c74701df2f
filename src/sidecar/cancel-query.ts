/** Cancels a query in the database and reports the outcome. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CancelReply } from '../../server/protocol';
import type { Ask } from './query';
import { parsed } from './reply-shape';
import { SidecarError } from './sidecar-error';

/** The sidecar answers within two seconds. */
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
    // The state of the query is unknown; it may still run.
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
