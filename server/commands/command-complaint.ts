/** What a failed program printed, without anything that may be a secret; pure. */
import { oneLine } from '../log';
import { Password } from '../secrets/password';
import { redact } from '../secrets/redact';
import type { Secret } from '../secrets/secret';
import type { RunResult } from './run-command';

const MAX_LENGTH = 200;

/**
 * A sentence about a program that failed: its name, what happened, and the first line that it
 * printed to stderr. Omits its arguments, which may contain a secret.
 *
 * @param subject - such as `The credential command "find-password"`.
 */
export function describeFailure(
  subject: string,
  what: string,
  result: RunResult
): string {
  const complaint = complaintOf(result);
  const end = /[.!?]$/.test(complaint) ? '' : '.';
  return `${subject} ${what}${complaint && `: ${complaint}`}${end}`;
}

function complaintOf({ output, complaint }: RunResult): string {
  const line =
    complaint
      .toString()
      .trimStart()
      .split(/[\r\n]/, 1)[0] ?? '';
  const clean = oneLine(redact(line, ...secretsIn(output))).trim();
  // By code points, so that no emoji is cut in half.
  return [...clean].slice(0, MAX_LENGTH).join('');
}

/** Everything in the output that may be a secret, even if the output is malformed. */
function secretsIn(output: Uint8Array): (Secret | null)[] {
  const text = new TextDecoder().decode(output);
  return [...text.split(/[\r\n]+/), ...valuesIn(text)].map(found =>
    Password.parse(found.trim())
  );
}

function valuesIn(text: string): string[] {
  try {
    return Object.values(JSON.parse(text) as object).map(String);
  } catch {
    // Not JSON: each line may be a secret.
    return [];
  }
}
