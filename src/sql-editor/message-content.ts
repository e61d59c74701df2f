/** Which message stands in place of rows, by outcome and connection; `null` where rows do. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ConnectionStatus } from '../connection/status';
import type { MessageContent } from './message';
import type { Outcome } from './model';

export type MessageContentOptions = {
  outcome: Outcome;
  status: ConnectionStatus | null;
  retry: () => void;
  trans: TranslationBundle;
};

export function messageContent(
  options: MessageContentOptions
): MessageContent | null {
  const { outcome, status, retry, trans } = options;
  const trouble = (text: string): MessageContent => ({
    tone: 'trouble',
    title: trans.__('Not connected to the database'),
    text,
    action: { label: trans.__('Try again'), run: retry }
  });

  switch (outcome.kind) {
    case 'rows':
      return null;
    case 'running':
      return { tone: 'busy', title: trans.__('Running…') };
    case 'done':
      return {
        tone: 'quiet',
        title: trans.__('Done'),
        text: trans.__('The statement returned no table.')
      };
    case 'failed':
      return outcome.error.isConnectionTrouble
        ? trouble(outcome.error.message)
        : {
            tone: 'trouble',
            title: trans.__('The query failed'),
            verbatim: outcome.error.message
          };
    case 'idle':
      if (status === null) {
        return { tone: 'busy', title: trans.__('Connecting…') };
      }
      return status.state === 'connected'
        ? {
            tone: 'quiet',
            title: trans.__('Ready for a query'),
            text: trans.__('Write SQL above. Shift+Enter runs it.')
          }
        : trouble(status.message);
  }
}
