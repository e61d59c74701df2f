import { expect, test } from 'vitest';
import { LaunchRecord } from '../../../../src/handover/launch-record';

/** The tab's memory, which outlives a page; each page is a {@link LaunchRecord} of its own. */
function tab() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  };
  return {
    visit: () => new LaunchRecord({ storage, isRevisit: false }),
    reload: () => new LaunchRecord({ storage, isRevisit: true })
  };
}

test('a page that nobody launched was not, and is not unfinished', () => {
  const { visit, reload } = tab();
  expect(visit()).toMatchObject({ wasLaunched: false, isUnfinished: false });
  expect(reload()).toMatchObject({ wasLaunched: false, isUnfinished: false });
});

test('a reload in the middle of a launch is unfinished, however often', () => {
  const { visit, reload } = tab();
  visit().begin();
  expect(reload()).toMatchObject({ wasLaunched: true, isUnfinished: true });
  reload().begin();
  expect(reload()).toMatchObject({ wasLaunched: true, isUnfinished: true });
});

test('a reload after the launch is finished, and knows of it', () => {
  const { visit, reload } = tab();
  const page = visit();
  page.begin();
  page.end();
  expect(reload()).toMatchObject({ wasLaunched: true, isUnfinished: false });
});

test('a link that is followed in the same tab forgets the launch before', () => {
  const { visit, reload } = tab();
  visit().begin();
  expect(visit()).toMatchObject({ wasLaunched: false, isUnfinished: false });
  expect(reload()).toMatchObject({ wasLaunched: false, isUnfinished: false });
});
