/** The message if no statement runs: none has run yet, or one was not run. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NotRun, SqlEditorModel } from '../run/model';
import { onlyRead } from '../sql/statement';
import type { ConnectionStatus } from '../tokens';
import type { PlaceholderContent } from './placeholder';

/** The message if nothing has run yet. */
export function idlePlaceholder(
  status: ConnectionStatus | null,
  trans: TranslationBundle
): PlaceholderContent {
  if (status === null) {
    return { tone: 'busy', title: trans.__('Connecting…') };
  }
  if (status.state !== 'connected') {
    return {
      tone: 'quiet',
      title: trans.__('Not connected'),
      text: trans.__('Another SQL editor on screen says why.')
    };
  }
  return {
    tone: 'quiet',
    title: trans.__('Ready for a query'),
    text: trans.__(
      'Write SQL above. Shift+Enter runs the selection or everything. %1+Enter runs the statement at the cursor.',
      /mac/i.test(globalThis.navigator?.platform ?? '') ? 'Cmd' : 'Ctrl'
    )
  };
}

/** Number of characters that identify a statement. */
const QUOTED_LENGTH = 500;

/** The message if nothing runs, although the user asked for something. */
export function notRunPlaceholder(
  reason: NotRun,
  options: {
    model: Pick<SqlEditorModel, 'interrupted' | 'runAll' | 'runner'>;
    trans: TranslationBundle;
  }
): PlaceholderContent {
  const { model, trans } = options;
  switch (reason) {
    case 'interrupted':
      return {
        tone: 'error',
        title: trans.__('The query was interrupted by a reload'),
        text: onlyRead(model.interrupted)
          ? trans.__(
              'The page was closed or reloaded while the query was running, so the query was stopped.'
            )
          : trans.__(
              'The page was closed or reloaded while the query was running. It may have changed data before it was stopped. Check the data before you run it again.'
            ),
        verbatim: model.interrupted[0]?.text.slice(0, QUOTED_LENGTH),
        action: {
          label: trans.__('Run again'),
          run: () => void model.runner.run(model.interrupted)
        }
      };
    case 'no-statement':
      return {
        tone: 'quiet',
        title: trans.__('There is no statement to run'),
        text: trans.__('The editor is empty or contains only comments.')
      };
    case 'held-back':
      return {
        tone: 'quiet',
        title: trans.__('This query has not run yet'),
        text: trans.__(
          'It came with your session and can change data, so it does not run automatically. Click Run to run it.'
        ),
        action: { label: trans.__('Run'), run: () => void model.runAll() }
      };
  }
}
