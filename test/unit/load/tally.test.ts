import { expect, test } from 'vitest';
import { Refused, Starved, Wrong } from '../../load/caller';
import { Crossed } from '../../load/deeds';
import { Hung } from '../../load/place';
import { report } from '../../load/report';
import { Tally } from '../../load/tally';

const network = Object.assign(new Error('It is gone.'), { code: 'ECONNRESET' });

test("counts a refusal and a lost connection by code, and what is wrong, another's or missing as bad", () => {
  const tally = new Tally();
  const failed = (error: Error): void =>
    tally.failed('direct', 'status', error);
  failed(new Refused('database_timeout', ''));
  failed(network);
  failed(network);
  expect(tally.bad).toBe(0);
  expect([...tally.errors]).toEqual([
    ['database_timeout', 1],
    ['ECONNRESET', 2]
  ]);
  [new Wrong('w'), new Crossed('c'), new Hung('h'), new Starved()].forEach(
    failed
  );
  failed(new SyntaxError('no JSON'));
  expect(tally.figures()[0]).toMatchObject({
    wrong: 2,
    crossed: 1,
    hung: 1,
    starved: 1,
    failed: 3
  });
  expect(tally.notes).toHaveLength(4);
});

test('tells the median, the slow and the slowest', () => {
  const tally = new Tally();
  for (let ms = 200; ms >= 1; ms--) {
    tally.right('jupyter', 'schema', ms);
  }
  expect(tally.figures()[0]).toMatchObject({
    p50: 101,
    p99: 199,
    longest: 200
  });
});

test('reports a line for each deed at each place, and a total', () => {
  const tally = new Tally();
  tally.right('jupyter', 'status', 3);
  tally.tooMuch('jupyter', 'status');
  tally.right('direct', 'status', 1);
  const [, , direct, jupyter, total] = report(tally)
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
  expect(direct?.slice(1, 4)).toEqual(['direct', 'status', '1']);
  expect(jupyter?.slice(1, 4)).toEqual(['jupyter', 'status', '1']);
  expect(total?.slice(1, 9)).toEqual(['all', '', '2', '0', '0', '0', '0', '1']);
});
