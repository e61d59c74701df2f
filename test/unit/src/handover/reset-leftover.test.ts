import { expect, test } from 'vitest';
import { ResetLeftover } from '../../../../src/handover/reset-leftover';

/** The tab's memory, which outlives a page; each page is a {@link ResetLeftover} of its own. */
function tab() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  };
  let time = 1_000_000;
  const now = (): number => time;
  return {
    wait: (ms: number) => {
      time += ms;
    },
    visit: () => new ResetLeftover({ storage, isRevisit: false, now }),
    reload: () => new ResetLeftover({ storage, isRevisit: true, now })
  };
}

test('a reload of what reset pushed is a leftover', () => {
  const { visit, reload } = tab();
  visit().expect('?omnisci&reset=1');
  expect(reload().isLeftover('?omnisci')).toBe(true);
});

test('a reload of the whole link is none: it resets and launches anew', () => {
  const { visit, reload } = tab();
  visit().expect('?omnisci&reset');
  expect(reload().isLeftover('?omnisci&reset')).toBe(false);
});

test('a link that is followed in the same tab is none', () => {
  const { visit } = tab();
  visit().expect('?omnisci&reset');
  expect(visit().isLeftover('?omnisci')).toBe(false);
});

test('long after the launch, a reload is none', () => {
  const { visit, reload, wait } = tab();
  visit().expect('?omnisci&reset');
  wait(60_000);
  expect(reload().isLeftover('?omnisci')).toBe(false);
});

test('without reset there is nothing to be left over', () => {
  const { visit, reload } = tab();
  visit().expect('?omnisci');
  expect(reload().isLeftover('?omnisci')).toBe(false);
});
