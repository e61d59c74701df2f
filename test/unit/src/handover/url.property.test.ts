import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asksForWorkspace,
  HANDOVER_PATTERN,
  withoutParameters
} from '../../../../src/handover/url';
import { runs } from '../../../helpers/fuzz';

const OURS = ['omnisci', 'heavyai', 'reset'];

/** Names and values as someone may write them; a percent sign and `+` included, `#` ends a search. */
const piece = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'omnisci',
        'reset',
        'heavyai',
        'Omnisci',
        'x',
        '?',
        '=',
        '/',
        '+'
      ),
      fc.constantFrom('%', '%20', '%26omnisci', '\n', 'é', ''),
      fc.string({ maxLength: 4 })
    ),
    { maxLength: 3 }
  )
  .map(parts => parts.join('').replace(/[&#]/g, ''));

const search = fc
  .array(fc.oneof(piece, fc.constantFrom(...OURS)), { maxLength: 6 })
  .map(parameters => (parameters.length ? `?${parameters.join('&')}` : ''));

/** Searches that once were answered wrongly. */
const REGRESSIONS: [string][] = [
  ['?next=/lab?omnisci'],
  ['?omnisci&?omnisci'],
  ['??omnisci']
];

const check = (property: fc.IProperty<[string]>): void =>
  fc.assert(property, { numRuns: runs(500), examples: REGRESSIONS });

const names = (text: string): string[] => [...new URLSearchParams(text).keys()];

describe('for every search', () => {
  test('a workspace is asked for exactly where the browser finds the parameter', () => {
    check(
      fc.property(search, text => {
        const asked = names(text);
        expect(asksForWorkspace(text)).toBe(
          asked.includes('omnisci') || asked.includes('heavyai')
        );
      })
    );
  });

  test('the router’s whole request says the same, whatever the hash', () => {
    fc.assert(
      fc.property(search, piece, (text, hash) => {
        expect(HANDOVER_PATTERN.test(`/lab/tree/a%20b${text}#${hash}`)).toBe(
          asksForWorkspace(text)
        );
      }),
      { numRuns: runs(500), examples: [['', '?omnisci']] }
    );
  });

  test('what is taken out is gone, and the rest is what the browser found before', () => {
    check(
      fc.property(search, text => {
        const rest = withoutParameters(text, ...OURS);
        expect(asksForWorkspace(rest)).toBe(false);
        expect([...new URLSearchParams(rest)]).toEqual(
          [...new URLSearchParams(text)].filter(
            ([name]) => !OURS.includes(name)
          )
        );
      })
    );
  });

  test('every other parameter stays as it was written, in its order', () => {
    check(
      fc.property(search, text => {
        const written = text.slice(1).split('&');
        const kept = withoutParameters(text, ...OURS)
          .slice(1)
          .split('&');
        expect(kept.filter(Boolean)).toEqual(
          written.filter(
            parameter =>
              parameter && !/^(omnisci|heavyai|reset)(=|$)/.test(parameter)
          )
        );
      })
    );
  });

  test('taking out twice is taking out once', () => {
    check(
      fc.property(search, text => {
        const once = withoutParameters(text, ...OURS);
        expect(withoutParameters(once, ...OURS)).toBe(once);
      })
    );
  });
});
