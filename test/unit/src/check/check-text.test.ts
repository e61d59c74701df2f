import { expect, test } from 'vitest';
import type { CheckFinding } from '../../../../server/protocol';
import { checkSummary } from '../../../../src/check/check-text';
import { trans } from '../../../helpers/fake-connection';

const found = (...states: CheckFinding['state'][]): string =>
  checkSummary(
    {
      ok: !states.includes('problem'),
      findings: states.map(state => ({
        ...{ name: 'Session', state, message: 'It is.', remedy: '' }
      }))
    },
    trans
  );

test.each([
  [['ok', 'skipped'], 'Everything that was checked works.'],
  [['warning'], 'Everything that was checked works, with one warning.'],
  [
    ['warning', 'ok', 'warning'],
    'Everything that was checked works, with 2 warnings.'
  ],
  [['problem', 'warning'], 'There is one problem.'],
  [['problem', 'problem'], 'There are 2 problems.']
] as const)('a check that found %j is summed up', (states, text) => {
  expect(found(...states)).toBe(text);
});
