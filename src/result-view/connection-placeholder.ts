/** The message if the connection is down, or was: why, and what the user can do. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Recovery } from '../run/recovery';
import { openLogin } from '../session-end/log-in';
import type { SidecarErrorCode } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import type { PlaceholderContent } from './placeholder';

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
