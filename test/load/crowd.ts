/** So many clients at one place, each of which does one deed after the other until it is time. */
import { Caller } from './caller';
import { anyDeed, DEEDS } from './deeds';
import type { Place } from './place';
import type { Tally } from './tally';

export type CrowdOptions = {
  /** Asked at each deed, for a sidecar that was started again has another. */
  place: () => Place;
  clients: number;
  until: AbortSignal;
  tally: Tally;
};

/** Resolves when the last client has its last answer, or knows that none comes. */
export async function crowd(options: CrowdOptions): Promise<void> {
  await Promise.all(
    Array.from({ length: options.clients }, () => client(options))
  );
}

async function client({ place, until, tally }: CrowdOptions): Promise<void> {
  while (!until.aborted) {
    const name = anyDeed();
    const where = place();
    const caller = new Caller({
      place: where,
      onTooMuch: () => tally.tooMuch(where.name, name)
    });
    const began = performance.now();
    try {
      await DEEDS[name]!.deed(caller);
      tally.right(where.name, name, performance.now() - began);
    } catch (error) {
      tally.failed(where.name, name, error);
    }
  }
}
