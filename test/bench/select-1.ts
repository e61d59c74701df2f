/** The smallest query, through Jupyter against the sidecar's own socket, in turns. */
import { BenchLab } from './bench-lab';
import { type Figure, figureOf, median, type Round } from './figure';
import { PageReader } from './page-reader';
import { childOf, optionOf } from './processes';
import { eachRound } from './rounds';

const SQL = 'SELECT 1';
const QUERIES_A_ROUND = 150;

export async function benchSelect1(rounds: number): Promise<Figure[]> {
  const lab = await BenchLab.start();
  const throughJupyter = new PageReader(lab.place);
  let onSocket: PageReader | undefined;
  try {
    // Starts the sidecar.
    await throughJupyter.readAll(SQL);
    const sidecar = childOf(lab.jupyter.pid, 'sidecar/main.cjs');
    const socketPath = optionOf(sidecar, '--socket');
    const socketReader = new PageReader({ socketPath, path: '/' });
    onSocket = socketReader;
    // V8 compiles, and the database's answer is remembered.
    await measure(throughJupyter, socketReader);
    const measured: Round[] = [];
    await eachRound(rounds, async () => {
      measured.push(await measure(throughJupyter, socketReader));
    });
    return [
      figureOf(
        { name: 'SELECT 1 through Jupyter, p50', unit: 'ms', aim: 1.6 },
        measured
      )
    ];
  } finally {
    throughJupyter.dispose();
    onSocket?.dispose();
    await lab.stop();
  }
}

async function measure(
  throughJupyter: PageReader,
  onSocket: PageReader
): Promise<Round> {
  const times: Record<keyof Round, number[]> = { ours: [], baseline: [] };
  for (let query = 0; query < QUERIES_A_ROUND; query++) {
    const turns = [
      async () => times.ours.push(await timeOf(throughJupyter)),
      async () => times.baseline.push(await timeOf(onSocket))
    ];
    for (const turn of query % 2 ? turns.reverse() : turns) {
      await turn();
    }
  }
  return { ours: median(times.ours), baseline: median(times.baseline) };
}

async function timeOf(reader: PageReader): Promise<number> {
  const began = performance.now();
  await reader.readAll(SQL);
  return performance.now() - began;
}
