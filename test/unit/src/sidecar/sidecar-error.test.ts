/** What follows from the code of a failure. */
import { expect, test } from 'vitest';
import {
  type SidecarErrorCode,
  SidecarError
} from '../../../../src/sidecar/sidecar-error';

const failed = (code: string): SidecarError =>
  new SidecarError(code as SidecarErrorCode, 'It failed.');

test.each([
  'session_expired',
  'sign_in_needed',
  'sign_in_refused',
  'connection_forbidden',
  'credential_command_failed'
])('%s is of the connection, so that the statement may run again', code => {
  expect(failed(code)).toMatchObject({
    isConnectionError: true,
    isAnswerLost: false,
    isNotSent: false,
    isBusy: false
  });
});

test.each([
  'read_only',
  'session_not_altered',
  'statement_not_sent',
  'secret_left_out'
])('%s is of the statement, which was never sent', code => {
  expect(failed(code)).toMatchObject({
    isConnectionError: false,
    isNotSent: true
  });
});

test('after a lost answer nobody knows whether the statement ran', () => {
  expect(failed('database_lost')).toMatchObject({
    isConnectionError: true,
    isAnswerLost: true
  });
});

test.each(['of_the_future', 'constructor'])(
  '%s, a code that is not known here, is of the one request',
  code => {
    expect(failed(code)).toMatchObject({
      isConnectionError: false,
      isAnswerLost: false,
      isNotSent: false,
      isBusy: false
    });
  }
);
