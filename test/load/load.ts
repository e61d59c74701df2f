/** `npm run load`: many clients at once, and whether each got its own answer. */
import { crowd } from './crowd';
import { LoadLab } from './load-lab';
import type { Place } from './place';
import { Tally } from './tally';

export type LoadOptions = {
  minutes: number;
  /** At each place. */
  clients: number;
  through: 'jupyter' | 'direct' | 'both';
  lab?: LoadLab;
};

export async function load(options: LoadOptions): Promise<Tally> {
  const lab = options.lab ?? (await LoadLab.start());
  try {
    const tally = new Tally();
    const until = AbortSignal.timeout(options.minutes * 60_000);
    const places = placesOf(lab, options.through);
    await Promise.all(
      places.map(place =>
        crowd({ place: () => place, clients: options.clients, until, tally })
      )
    );
    return tally;
  } finally {
    if (!options.lab) {
      await lab.stop();
    }
  }
}

const placesOf = (lab: LoadLab, through: LoadOptions['through']): Place[] => [
  ...(through === 'direct' ? [] : [lab.throughJupyter]),
  ...(through === 'jupyter' ? [] : [lab.direct])
];
