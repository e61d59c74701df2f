/** Runs rounds one after another, and says of each whether the machine was busy when it began. */
import { loadavg } from 'node:os';
import { MAX_LOAD } from '../../scripts/bench-aims.mjs';

export async function eachRound(
  count: number,
  run: (round: number) => Promise<void>
): Promise<void> {
  for (let round = 0; round < count; round++) {
    const load = loadavg()[0] ?? 0;
    if (load > MAX_LOAD) {
      process.stderr.write(
        `Round ${round + 1} of ${count} began at a load average of ${load.toFixed(1)}, above ${MAX_LOAD}: compare its ratios only.\n`
      );
    }
    await run(round);
  }
}
