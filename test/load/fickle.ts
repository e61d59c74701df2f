/** Clients that do not stay for the answer: they hang up, or cancel what they asked for. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { QueryRequest } from '../../server/protocol';
import { Caller } from './caller';
import type { CrowdOptions } from './crowd';
import { ask } from './place';

/** Takes the sandbox a second or so. */
const SLOW =
  'SELECT COUNT(*) FROM load_numbers a, load_numbers b, load_numbers c WHERE c.i < 50 AND a.i + b.i + c.i > 7';
const STAY_MS = 300;
const ROUTES = ['status', 'schema', 'schema/columns?table=load_1'];

/** In turns: hangs up on a route, hangs up on a query, cancels a query. */
export async function fickle({
  place,
  clients,
  until,
  tally
}: CrowdOptions): Promise<void> {
  const client = async (): Promise<void> => {
    for (let turn = 0; !until.aborted; turn++) {
      const where = place();
      const began = performance.now();
      const name = ['leaves', 'leaves a query', 'cancels'][turn % 3]!;
      try {
        if (turn % 3 === 2) {
          await cancel(
            new Caller({
              place: where,
              onTooMuch: () => tally.tooMuch(where.name, name)
            })
          );
        } else {
          await leave(where, turn % 3 === 1);
        }
        tally.right(where.name, name, performance.now() - began);
      } catch (error) {
        tally.failed(where.name, name, error);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

async function leave(
  place: ReturnType<CrowdOptions['place']>,
  aQuery: boolean
): Promise<void> {
  const signal = AbortSignal.timeout(Math.round(Math.random() * STAY_MS));
  const route = ROUTES[Math.floor(Math.random() * ROUTES.length)]!;
  const asked = aQuery
    ? { method: 'POST' as const, route: 'queries', content: slowQuery() }
    : { method: 'GET' as const, route };
  try {
    await ask(place, { ...asked, signal });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}

async function cancel(caller: Caller): Promise<void> {
  const content = slowQuery();
  const started = caller.ask({ method: 'POST', route: 'queries', content });
  started.catch(() => undefined);
  await pause(Math.random() * STAY_MS);
  await caller.ask({
    method: 'POST',
    route: `queries/${content.id}/cancel`,
    content: {}
  });
  // Cancelled, done already, or refused with a code: an answer in any case.
  await started.catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) {
      throw error;
    }
  });
}

const slowQuery = (): QueryRequest => ({
  id: randomUUID(),
  sql: SLOW,
  rowLimit: null
});
