/** What went wrong on the way to the database, in words that name host and port. */
import { ApiError } from '../http/api-error';
import { NO_DESCRIPTORS, tooManyFiles } from '../load/limits';
import { nameOf, type Target } from '../session/connection';
import { LINK_LOCAL_ONLY } from './lookup';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its name cannot be looked up at present',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ETIMEDOUT: 'it does not respond',
  [LINK_LOCAL_ONLY]: 'its name leads to a link-local address, which is refused'
};

/** Of OpenSSL and Node; the certificate is refused, and there is no setting to overlook that. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

export function networkFault(error: Error, target: Target): ApiError {
  const code = codeOf(error);
  if (error.name === 'AbortError') {
    // Nobody is left to read it.
    return new ApiError('database_timeout', 'The request was given up.');
  }
  if (CERTIFICATE.test(code)) {
    return unreachable(
      target,
      `its certificate is not trusted (${code}); name its CA's file in NODE_EXTRA_CA_CERTS`,
      error
    );
  }
  if (NO_DESCRIPTORS.includes(code)) {
    return tooManyFiles();
  }
  if (code in REASONS) {
    return unreachable(target, REASONS[code]!, error);
  }
  if (/^(HPE_|ERR_SSL|EPROTO)/.test(code)) {
    return badAnswer(target, 'it speaks another protocol', error);
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return badAnswer(
      target,
      'it closed the connection before it answered',
      error
    );
  }
  return unreachable(target, code || 'for an unknown reason', error);
}

export const badAnswer = (
  target: Target,
  reason: string,
  cause?: unknown
): ApiError =>
  new ApiError(
    'bad_upstream_answer',
    `What listens at ${nameOf(target)} does not answer as a database does: ${reason}. Check that protocol "${target.protocol}" belongs to that port.`,
    { cause }
  );

/** Of what cannot be read as the reply to the call. */
export const notThrift = (target: Target, cause?: unknown): ApiError =>
  badAnswer(target, 'its answer is not Thrift, or not to this call', cause);

const unreachable = (target: Target, reason: string, cause: Error): ApiError =>
  new ApiError(
    'database_unreachable',
    `The database at ${nameOf(target)} cannot be reached: ${reason}. Check that it runs, and the host and port.`,
    { cause }
  );

/** Node tries several addresses of a host and then reports an AggregateError. */
function codeOf(error: Error): string {
  const { code, errors } = error as Error & {
    code?: string;
    errors?: { code?: string }[];
  };
  return code ?? errors?.[0]?.code ?? '';
}
