/**
 * Makes the error of a call that gets no reply: there is no answer, or it is another one. That may
 * come from the sidecar or from a proxy in front of it.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ErrorReply } from '../../server/protocol';
import { isOffline } from './network';
import { SidecarError } from './sidecar-error';

/** The command that enables the server extension, as in README.md. */
const ENABLE =
  'jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension';

/** True for a web page, such as a login page; neither the sidecar nor its shim sends any. */
export const isWebPage = ({
  redirected,
  headers
}: Pick<Response, 'redirected' | 'headers'>): boolean =>
  redirected || /^text\/html/i.test(headers.get('Content-Type') ?? '');

/** @returns the error of an answer with an error status. */
export function errorOf(
  response: Pick<Response, 'status' | 'statusText'>,
  body: Uint8Array,
  trans: TranslationBundle
): SidecarError {
  const reply = readErrorReply(body);
  const { status } = response;
  if (reply) {
    const { code, message, requestId } = reply;
    return new SidecarError(code, message, {
      // docs/errors.md: below 500 the log has no details.
      ...(status >= 500 && { requestId })
    });
  }
  const answer = `${status} ${response.statusText}`.trim();
  switch (status) {
    case 401:
    case 403:
      return new SidecarError(
        'forbidden',
        trans.__(
          'The Jupyter server, or a proxy in front of it, answered %1. You may be logged out. Log in again in another tab.',
          answer
        )
      );
    case 404:
      return new SidecarError(
        'server_extension_disabled',
        trans.__(
          'The server extension is disabled. Run “%1” and restart Jupyter.',
          ENABLE
        )
      );
    default:
      return new SidecarError(
        'sidecar_unavailable',
        trans.__(
          'The Jupyter server, or a proxy in front of it, answered %1. Its log may say why.',
          answer
        )
      );
  }
}

/**
 * @returns the error of a request without an answer.
 *
 * @param options - `isLate`: true if the time limit ended; false if Jupyter was not reached.
 */
export function noAnswerError(
  { isLate, cause }: { isLate: boolean; cause: unknown },
  trans: TranslationBundle
): SidecarError {
  if (isLate) {
    return new SidecarError(
      'server_timeout',
      trans.__(
        'The Jupyter server did not answer in time. It may be overloaded, or the network may be down.'
      ),
      { cause }
    );
  }
  return new SidecarError(
    'server_unreachable',
    isOffline()
      ? trans.__(
          'This browser is offline and cannot reach the Jupyter server. It tries again when the network is back.'
        )
      : trans.__(
          'The Jupyter server does not answer. Check that it is running.'
        ),
    { cause }
  );
}

/** @returns the error of a web page instead of a reply. */
export const webPageError = (trans: TranslationBundle): SidecarError =>
  new SidecarError(
    'server_answer_invalid',
    trans.__(
      'The Jupyter server answered with a web page. You may be logged out of Jupyter, or of a proxy in front of it. Log in again in another tab.'
    )
  );

/** @returns the error of a status 200 that is not a reply to the call. */
export const invalidAnswerError = (
  trans: TranslationBundle,
  cause?: unknown
): SidecarError =>
  new SidecarError(
    'server_answer_invalid',
    trans.__(
      'Another program answered instead of this extension’s server. Check the proxy in front of the Jupyter server.'
    ),
    { cause }
  );

/** The sidecar's or the shim's own error; `null` if the answer came from another program. */
function readErrorReply(body: Uint8Array): ErrorReply | null {
  try {
    const reply = JSON.parse(
      new TextDecoder().decode(body)
    ) as Partial<ErrorReply> | null;
    return [reply?.code, reply?.message, reply?.requestId].every(
      part => typeof part === 'string'
    )
      ? (reply as ErrorReply)
      : null;
  } catch {
    return null;
  }
}
