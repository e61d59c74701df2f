/** The messages in place of rows; `null` if rows are shown. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ConnectionStatus, IConnection } from '../tokens';
import type { SidecarErrorCode } from '../sidecar/sidecar-error';
import { doneText } from './done-text';
import { openLogin } from '../session-end/log-in';
import type { PlaceholderContent } from './placeholder';
import { onlyRead } from '../sql/statement';
import type { NotRun, SqlEditorModel } from '../run/model';
import type { Recovery } from '../run/recovery';
import type { StatementRun } from '../run/execution/statement-run';

/** The message in place of the rows of one statement. */
export function runPlaceholder(
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

/** Lets the user sign in, if that can help. */
export type SignIn = {
  isOffered: () => boolean;
  /** Signs in to the server of a connection, or to another. Never rejects. */
  ask: (connection: IConnection) => Promise<void>;
};

/** The message if the connection is down; `null` if it is not, or if its status is unknown. */
export function connectionPlaceholder(options: {
  /** The connection of the editor. */
  connection: IConnection;
  recovery: Pick<Recovery, 'stopped' | 'isConnected' | 'retry'>;
  signIn: SignIn;
  /** True if another view on screen shows the error, and lets the user try again. */
  isAnnouncedElsewhere?: boolean;
  trans: TranslationBundle;
}): PlaceholderContent | null {
  const { connection, recovery, signIn, isAnnouncedElsewhere, trans } = options;
  const retry = (label: string): PlaceholderContent['action'] => ({
    label,
    run: () => void recovery.retry()
  });
  if (recovery.isConnected) {
    return {
      tone: 'quiet',
      title: trans.__('Connected again'),
      text: trans.__(
        'The statement that could not run was not run automatically.'
      ),
      action: retry(trans.__('Run it now'))
    };
  }
  const down = downConnection({ connection, recovery });
  const status = down?.status ?? null;
  if (!recovery.stopped && !status) {
    return null;
  }
  if (status && isAnnouncedElsewhere) {
    return recovery.stopped
      ? {
          tone: 'quiet',
          title: trans.__('Not connected'),
          text: trans.__(
            'Another SQL editor on screen says why. What could not be run here waits for the connection.'
          )
        }
      : null;
  }
  const error = status ? null : recovery.stopped?.error;
  if (error?.isAnswerLost || error?.isBusy) {
    return {
      tone: 'error',
      title: error.isBusy
        ? trans.__('Too many queries')
        : trans.__('The query was interrupted'),
      text: error.message,
      requestId: error.requestId,
      action: retry(trans.__('Run it again'))
    };
  }
  const { code, message, requestId } = status
    ? {
        code: status.state,
        message: status.message,
        requestId: status.requestId || recovery.stopped?.error.requestId
      }
    : recovery.stopped!.error;
  const failed = down ?? recovery.stopped?.connection ?? connection;
  const signInAction = {
    label: trans.__('Sign In…'),
    run: () => void signIn.ask(failed)
  };
  if (code === 'sign_in_needed') {
    return {
      tone: 'quiet',
      title: trans.__('Sign in to %1', failed.label),
      text: message,
      action: signInAction
    };
  }
  const loginUrl = failed.status?.reply?.loginUrl;
  if (NEEDS_LOGIN.has(code) && loginUrl) {
    return {
      tone: 'error',
      title: HAS_ENDED.has(code)
        ? trans.__('Your session has ended')
        : trans.__('There is no database session'),
      text: trans.__(
        'Log in to the database in a new tab. This editor goes on when you come back.'
      ),
      action: {
        label: trans.__('Log In'),
        run: () => openLogin(loginUrl)
      }
    };
  }
  return HAS_ENDED.has(code)
    ? {
        tone: 'error',
        title: trans.__('Your session has ended'),
        text: trans.__(
          'It has expired or was logged out. Open JupyterLab from Immerse again, then:'
        ),
        action: retry(trans.__('Try again'))
      }
    : {
        tone: 'error',
        title: trans.__('Not connected to the database'),
        text: message,
        requestId,
        action:
          NOT_CONFIGURED.has(code) && signIn.isOffered()
            ? signInAction
            : retry(trans.__('Try again'))
      };
}

/** The connection that {@link connectionPlaceholder} shows; `null` if none is known to be down. */
export const downConnection = (options: {
  connection: IConnection;
  recovery: Pick<Recovery, 'stopped'>;
}): IConnection | null =>
  [options.connection, options.recovery.stopped?.connection].find(isDown) ??
  null;

const isDown = (connection: IConnection | undefined): boolean => {
  const status = connection?.status ?? null;
  return status !== null && status.state !== 'connected';
};

/** Nothing is handed over, and a retry would change nothing. */
const NOT_CONFIGURED: ReadonlySet<SidecarErrorCode | 'connected'> = new Set([
  'session_file_not_configured',
  'environment_missing'
]);

/** Another log-in ends the error. */
const NEEDS_LOGIN: ReadonlySet<SidecarErrorCode | 'connected'> = new Set([
  'session_expired',
  'session_missing'
]);

const HAS_ENDED: ReadonlySet<SidecarErrorCode | 'connected'> = new Set([
  'session_expired'
]);
