/** A check in words. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CheckFinding, CheckReply } from '../../server/protocol';

export function checkSummary(
  { ok, findings }: CheckReply,
  trans: TranslationBundle
): string {
  const count = (state: CheckFinding['state']): number =>
    findings.filter(finding => finding.state === state).length;
  if (!ok) {
    return trans._n(
      'There is one problem.',
      'There are %1 problems.',
      count('problem')
    );
  }
  const warnings = count('warning');
  return warnings === 0
    ? trans.__('Everything that was checked works.')
    : trans._n(
        'Everything that was checked works, with one warning.',
        'Everything that was checked works, with %1 warnings.',
        warnings
      );
}

export const stateText = (
  state: CheckFinding['state'],
  trans: TranslationBundle
): string =>
  ({
    ok: trans.__('OK'),
    warning: trans.__('Warning'),
    problem: trans.__('Problem'),
    skipped: trans.__('Skipped')
  })[state];
