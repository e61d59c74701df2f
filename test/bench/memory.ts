/**
 * How much the sidecar and Jupyter grow while a result passes through them: the peak of resident
 * memory over what was there before, of a million rows and of ten. A caller that keeps nothing
 * stands in for the browser, and the database answers from memory, as fast as is asked.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { BenchLab } from './bench-lab';
import { type Figure, figureAlone } from './figure';
import { createMillion, MILLION } from './million-rows';
import { PageReader } from './page-reader';
import { childOf, peakMb, resetPeak, residentMb } from './processes';
import { eachRound } from './rounds';

/** MiB */
const LIMITS = { sidecar: 64, jupyter: 16 };
const SETTLING_MS = 2000;
/** A million rows have about 72 MB. */
const MAX_RESULT_BYTES = 2 ** 30;
const RESULTS = [
  { table: 'million', rows: MILLION, name: '1M rows' },
  { table: 'ten_million', rows: 10 * MILLION, name: '10M rows' }
];

type Memory = { sidecar: number; jupyter: number };
type Pids = Memory;

export async function benchMemory(rounds: number): Promise<Figure[]> {
  const lab = await BenchLab.start({
    OmniSciConfig: { max_result_bytes: MAX_RESULT_BYTES }
  });
  const reader = new PageReader(lab.place);
  try {
    await createMillion(lab.sandbox, lab.session, RESULTS[1]);
    await reader.readAll('SELECT 1');
    await pause(SETTLING_MS);
    const pids = pidsOf(lab);
    const idle = each(pids, residentMb);
    const figures: Figure[] = [];
    for (const { table, rows, name } of RESULTS) {
      const sql = `SELECT * FROM ${table}`;
      const peaks: Memory[] = [];
      // The first is asked of the sandbox, which the database remembers from then on.
      await eachRound(rounds + 1, async () => {
        peaks.push(await peakOf({ reader, pids, sql, rows }));
      });
      for (const process of ['sidecar', 'jupyter'] as const) {
        figures.push(
          figureAlone(
            {
              name: `memory: ${process}, ${name}`,
              unit: 'MB',
              limit: LIMITS[process]
            },
            peaks.slice(1).map(peak => peak[process] - idle[process])
          )
        );
      }
    }
    return figures;
  } finally {
    reader.dispose();
    await lab.stop();
  }
}

function pidsOf({ jupyter }: BenchLab): Pids {
  const pid = jupyter.process.pid ?? 0;
  return { jupyter: pid, sidecar: childOf(pid, 'sidecar/main.cjs') };
}

const each = (pids: Pids, measure: (pid: number) => number): Memory => ({
  sidecar: measure(pids.sidecar),
  jupyter: measure(pids.jupyter)
});

async function peakOf(options: {
  reader: PageReader;
  pids: Pids;
  sql: string;
  rows: number;
}): Promise<Memory> {
  Object.values(options.pids).forEach(resetPeak);
  const { summary } = await options.reader.readAll(options.sql);
  if (summary.rows !== options.rows) {
    throw new Error(`There were ${summary.rows} rows.`);
  }
  return each(options.pids, peakMb);
}
