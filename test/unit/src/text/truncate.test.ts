import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { truncate } from '../../../../src/text/truncate';
import { runs } from '../../../helpers/fuzz';

const FAMILY = '👩‍👩‍👧‍👦';

describe('a text that is cut', () => {
  test('stays whole where it is short enough', () => {
    expect(truncate('abc', 3)).toBe('abc');
    expect(truncate(FAMILY, FAMILY.length)).toBe(FAMILY);
  });

  test.each([
    ['an emoji', '😀'],
    ['a family of emoji', FAMILY],
    ['a flag', '🇫🇷'],
    ['a letter and its accent', 'e\u0301'],
    ['a letter beyond the Basic Multilingual Plane', '𝒜']
  ])('never ends within %s', (_, character) => {
    const text = `ab${character}cd`;
    for (let length = 2; length < 2 + character.length; length++) {
      expect(truncate(text, length)).toBe('ab…');
    }
    expect(truncate(text, 2 + character.length)).toBe(`ab${character}…`);
  });

  test('is cut between code points where one character is longer than all that is shown', () => {
    expect(truncate(`😀${'\u0301'.repeat(5000)}`, 4)).toBe('😀\u0301\u0301…');
    expect(truncate(`${FAMILY}${FAMILY}`, 4)).toBe('👩\u200d…');
  });

  test('is a well-formed beginning of itself, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (text, maxLength) => {
          const short = truncate(text, maxLength);
          const kept = text.length > maxLength ? short.slice(0, -1) : short;
          expect(text.startsWith(kept)).toBe(true);
          expect(kept.length).toBeLessThanOrEqual(maxLength);
          expect(short).not.toMatch(/\p{Surrogate}/u);
        }
      ),
      { numRuns: runs(500) }
    );
  });
});
