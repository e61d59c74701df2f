/**
 * The database's answer to a query is cut at every place, by FIN and by RST: each cut is an error
 * with a code to the browser's own reader, and none a part of the rows.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FaultyDatabase, ROWS, WAYS } from '../helpers/faulty-database';
import { cutWhere } from '../helpers/message-toxics';
import { times } from '../helpers/scale';
import { type ISandbox, startSandbox } from '../helpers/sandbox';

/** Each of these many bytes at both ends is cut at; between them cuts are spread. */
const ENDS = times({ quick: 4, full: 64 });
const BETWEEN = times({ quick: 14, full: 400 });
/** At a time. */
const SEVERAL = 8;

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

describe.each(WAYS)('over %s', way => {
  let database: FaultyDatabase;
  beforeAll(async () => {
    database = await FaultyDatabase.start({ way, sandbox });
  });
  afterAll(() => database?.stop());

  test.each(ROWS)(
    'no cut of the answer to $method passes for the whole',
    async ({ method, sql }) => {
      const places = placesToCut();
      const count = places.length;
      const wrong: string[] = [];
      const work = async (number: number): Promise<void> => {
        const statement = { method, sql: sql(number) };
        for (let place; (place = places.pop());) {
          const { name, at } = place;
          const end = places.length % 2 ? 'reset' : 'close';
          database.poison(statement, cutWhere(at, end));
          const { code } = await database.query(statement.sql);
          if (code !== 'database_lost') {
            wrong.push(`${name}, by ${end}: ${code}`);
          }
        }
        await database.expectHealed(statement);
      };
      await Promise.all(
        Array.from({ length: SEVERAL }, (_, index) => work(index))
      );
      expect(wrong).toEqual([]);
      expect(count).toBe(2 * ENDS + BETWEEN);
    }
  );
});

type Place = { name: string; at: (length: number) => number };

/** Lengths differ from answer to answer: the time that it took is in it. */
function placesToCut(): Place[] {
  const places: Place[] = [];
  for (let turn = 0; turn < ENDS; turn++) {
    places.push(
      { name: `at ${turn}`, at: () => turn },
      { name: `${turn + 1} missing`, at: length => length - 1 - turn }
    );
  }
  for (let turn = 1; turn <= BETWEEN; turn++) {
    const part = turn / (BETWEEN + 1);
    places.push({
      name: `${(100 * part).toFixed(1)} % of it`,
      at: length => ENDS + Math.floor((length - 2 * ENDS) * part)
    });
  }
  return places;
}
