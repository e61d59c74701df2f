import { describe, expect, test } from 'vitest';
import {
  asksForWorkspace,
  withoutParameters
} from '../../../../src/handover/url';

describe('a URL asks for a workspace', () => {
  test.each([
    '?omnisci',
    '?omnisci&reset',
    '?reset&omnisci',
    '?omnisci=1&reset=1',
    '?omnisci=&reset=',
    '?reset=&omnisci=yes',
    '?clone=default&omnisci',
    '?heavyai&reset'
  ])('with %s', search => {
    expect(asksForWorkspace(search)).toBe(true);
  });

  test('with a hash behind the parameter, as the router writes its request', () => {
    expect(asksForWorkspace('?reset&omnisci#frag')).toBe(true);
  });

  test.each([
    '',
    '?',
    '?reset',
    '?omniscience',
    '?heavyai2',
    '?x=omnisci',
    '?notomnisci=1',
    '?path=a/omnisci'
  ])('but not with "%s"', search => {
    expect(asksForWorkspace(search)).toBe(false);
  });
});

describe('taking parameters out of a search', () => {
  test.each([
    ['?omnisci&reset', ''],
    ['?omnisci=1&x=a%20b&reset=1', '?x=a%20b'],
    ['?a&omnisci&b=', '?a&b='],
    ['?omniscience&reset', '?omniscience'],
    ['?bad=%&omnisci', '?bad=%'],
    ['', '']
  ])('turns "%s" into "%s"', (search, left) => {
    expect(withoutParameters(search, 'omnisci', 'reset')).toBe(left);
  });
});
