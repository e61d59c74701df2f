/** Many clients at once, through Jupyter and on the sidecar's socket: `npm run load`, in small. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { times } from '../helpers/scale';
import { until } from '../helpers/until';
import { load } from '../load/load';
import { LoadLab } from '../load/load-lab';
import { ask } from '../load/place';

/** More than Jupyter passes on at a time. */
const FLOOD = 300;
const ROOM = 128;

let lab: LoadLab;
beforeAll(async () => {
  lab = await LoadLab.start();
});
afterAll(() => lab?.stop());

test('each client has its own answers, both ways', async () => {
  const tally = await load({
    lab,
    minutes: times({ quick: 4, full: 120 }) / 60,
    clients: times({ quick: 25, full: 250 }),
    through: 'both'
  });
  expect(tally.notes).toEqual([]);
  expect([...tally.errors]).toEqual([]);
  expect(tally.figures().map(({ place }) => place)).toContain('jupyter');
  expect(tally.figures().map(({ place }) => place)).toContain('direct');
});

test('a flood at a sidecar that does not come to answer it is answered all the same', async () => {
  process.kill(lab.sidecarPid, 'SIGSTOP');
  const answers = Array.from({ length: FLOOD }, () =>
    ask(lab.throughJupyter, { method: 'GET', route: 'session' })
  );
  let refused = 0;
  for (const answer of answers) {
    void answer.then(({ status, headers }) => {
      refused += status === 429 && Number(headers['retry-after']) > 0 ? 1 : 0;
    });
  }
  await until(
    () => (refused === FLOOD - ROOM ? true : null),
    'those that there is no room for are refused'
  );
  process.kill(lab.sidecarPid, 'SIGCONT');

  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter(status => status === 200)).toHaveLength(ROOM);
  await lab.answers();
});
