/** The message in place of the rows of one statement; `null` if it has rows. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { StatementRun } from '../run/execution/statement-run';
import { doneText } from './done-text';
import type { PlaceholderContent } from './placeholder';

export function statementPlaceholder(
  {
    outcome,
    kind,
    errorText,
    errorRange
  }: Pick<StatementRun, 'outcome' | 'kind' | 'errorText' | 'errorRange'>,
  {
    reveal,
    trans
  }: {
    /** Shows the position of the error in the text. */
    reveal: () => void;
    trans: TranslationBundle;
  }
): PlaceholderContent | null {
  switch (outcome.kind) {
    case 'rows':
      return null;
    case 'waiting':
      return { tone: 'busy', title: trans.__('Running…') };
    case 'done':
      return { tone: 'quiet', title: doneText(kind, trans) };
    case 'cancelled':
      // The status line says that it was cancelled.
      return {
        tone: 'quiet',
        title: outcome.message || trans.__('No rows.')
      };
    case 'skipped':
      return { tone: 'quiet', title: trans.__('Not run') };
    case 'failed':
      if (outcome.error.code === 'read_only') {
        return {
          tone: 'error',
          title: trans.__('Read only'),
          text: outcome.error.message
        };
      }
      return outcome.error.isNotSent
        ? {
            tone: 'error',
            title: trans.__('The statement was not sent'),
            text: outcome.error.message
          }
        : {
            tone: 'error',
            title: trans.__('The query failed'),
            verbatim: errorText,
            requestId: outcome.error.requestId,
            ...(errorRange && {
              action: {
                label: trans.__('Show in the Text'),
                run: reveal,
                isMain: false
              }
            })
          };
  }
}
