/** Explains a failed connection, or an answer that is not valid. */
import { ApiError } from '../errors/api-error';
import { NO_DESCRIPTORS, tooManyFiles } from '../admission/limits';
import type { Target } from './target';
import { TransportError } from './transport-error';
import { LINK_LOCAL_ONLY } from './lookup';
import { isDatabaseError } from '../thrift/database-error';
import { EndsTooSoon } from '../thrift/message-scanner';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'its host name cannot be resolved now',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ETIMEDOUT: 'it does not respond',
  [LINK_LOCAL_ONLY]:
    'its host name resolves to a link-local address, which is not allowed'
};

/** Codes of OpenSSL and Node for a refused certificate. No setting overrides that. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

export function networkError(error: Error, target: Target): ApiError {
  const code = codeOf(error);
  const fault = (
    kind: 'unreachable' | 'cut' | 'garbled',
    reason: string,
    advice?: string
  ): TransportError =>
    new TransportError({ kind, target, reason, advice, cause: error });
  if (error.name === 'AbortError') {
    // The caller has gone, and nobody reads the error.
    return new ApiError('database_timeout', 'The request was given up.');
  }
  if (CERTIFICATE.test(code)) {
    return fault(
      'unreachable',
      `its certificate is not trusted (${code})`,
      'Set NODE_EXTRA_CA_CERTS to the file of its CA.'
    );
  }
  if (NO_DESCRIPTORS.includes(code)) {
    return tooManyFiles();
  }
  if (code in REASONS) {
    return fault('unreachable', REASONS[code]!);
  }
  if (/^(HPE_|ERR_SSL|EPROTO)/.test(code)) {
    return fault('garbled', 'it speaks another protocol');
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return fault('cut', 'it closed the connection before it answered');
  }
  return fault('unreachable', code || 'for an unknown reason');
}

export const badAnswer = (
  target: Target,
  reason: string,
  cause?: unknown
): TransportError =>
  new TransportError({ kind: 'garbled', target, reason, cause });

/** For an answer whose connection ended too early. */
export const cutAnswer = (
  target: Target,
  reason: string,
  cause?: unknown
): TransportError => new TransportError({ kind: 'cut', target, reason, cause });

/** For bytes that are not the reply to the call. HTTP itself shows when an answer was cut off. */
export const notThrift = (target: Target, cause?: unknown): TransportError =>
  cause instanceof EndsTooSoon && target.protocol === 'binary'
    ? cutAnswer(target, 'its answer was cut off', cause)
    : badAnswer(
        target,
        'its answer is not Thrift, or belongs to another call',
        cause
      );

/** For an error while an answer was read. Any error that we do not know means malformed bytes. */
export const readError = (error: unknown, target: Target): Error =>
  error instanceof ApiError || isDatabaseError(error)
    ? error
    : notThrift(target, error);

/** Node tries all addresses of a host and then reports an AggregateError. */
function codeOf(error: Error): string {
  const { code, errors } = error as Error & {
    code?: string;
    errors?: { code?: string }[];
  };
  return code ?? errors?.[0]?.code ?? '';
}
