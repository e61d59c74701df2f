/**
 * `npm run soak`: clients that stay and clients that leave, faults, new sessions and expired ones,
 * for as long as it is told; and whether anything has grown, or is left, when all is quiet again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { FaultProxy } from '../helpers/fault-proxy';
import { callHeavydb, countSessions } from '../helpers/sandbox';
import { crowd } from './crowd';
import { fickle } from './fickle';
import { LoadLab } from './load-lab';
import { type Sample, slopePerHour } from './slope';
import { Spoiling } from './spoiling';
import { Tally } from './tally';
import { type Vitals, vitalsOf } from './vitals';

const CLIENTS = 12;
const FICKLE = 4;
const WARM_UP_MS = 60_000;
const SAMPLE_MS = 5000;
const ROTATE_MS = 7000;
const KILL_MS = 20_000;
/** Leases, time limits and idle connections are over by then. */
const QUIET_MS = 45_000;
/** Descriptors that a process may have more: files that are open for a moment. */
const SLACK = 3;
/** Clones that the sidecar keeps for the next use. */
const KEPT_CLONES = 4;
/** Clones whose answer was on its way when the database was restarted, each time. */
const LOST_BY_RESTART = 3;

export type SoakOptions = {
  minutes: number;
  /** Whether the sidecar is killed now and then. */
  kill: boolean;
  say: (line: string) => void;
};

export type Growth = {
  name: string;
  baseline: Vitals;
  after: Vitals;
  /** NaN where the process did not last. */
  mbPerHour: number;
  peakMb: number;
};

export type SoakResult = {
  tally: Tally;
  growth: Growth[];
  sessions: {
    baseline: number;
    after: number;
    lostClones: number;
    restarts: number;
  };
  kills: number;
  /** What is not as it was, in words. */
  faults: string[];
};

export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { minutes, kill, say } = options;
  let proxy: FaultProxy | undefined;
  const lab = await LoadLab.start(async port => {
    proxy = await FaultProxy.start(port);
    return proxy.port;
  });
  try {
    const spoiling = new Spoiling(proxy!);
    const tally = new Tally();
    const turmoil = { lab, spoiling, tally, kill };
    say('Warming up …');
    await stir({ ...turmoil, ms: WARM_UP_MS });
    const baseline = await quiet(lab);
    const { lostClones, restarts } = spoiling;
    const sessionsBefore = await sessionsOf(lab);
    say(`Soaking for ${minutes} minutes …`);
    const { samples, kills } = await stir({ ...turmoil, ms: minutes * 60_000 });
    const after = await quiet(lab);
    const growth = (['sidecar', 'jupyter'] as const).map(name => ({
      name,
      baseline: baseline[name],
      after: after[name],
      mbPerHour:
        name === 'sidecar' && kills > 0 ? NaN : slopePerHour(samples[name]),
      peakMb: Math.max(...samples[name].map(({ value }) => value))
    }));
    const sessions = {
      baseline: sessionsBefore,
      after: await sessionsOf(lab),
      lostClones: spoiling.lostClones - lostClones,
      restarts: spoiling.restarts - restarts
    };
    const result = { tally, growth, sessions, kills };
    return { ...result, faults: faultsOf(result) };
  } finally {
    await lab.stop();
    await proxy?.stop();
  }
}

type Turmoil = {
  lab: LoadLab;
  spoiling: Spoiling;
  tally: Tally;
  kill: boolean;
  ms: number;
};

type Stirred = {
  samples: Record<'sidecar' | 'jupyter', Sample[]>;
  kills: number;
};

async function stir(turmoil: Turmoil): Promise<Stirred> {
  const { lab, spoiling, tally, kill, ms } = turmoil;
  const until = AbortSignal.timeout(ms);
  const samples: Stirred['samples'] = { sidecar: [], jupyter: [] };
  const direct = kill ? null : lab.direct;
  const jupyter = lab.throughJupyter;
  const at = (place: typeof jupyter) => ({ place: () => place, until, tally });
  let kills = 0;
  await Promise.all([
    crowd({ ...at(jupyter), clients: CLIENTS }),
    fickle({ ...at(jupyter), clients: FICKLE }),
    ...(direct
      ? [
          crowd({ ...at(direct), clients: CLIENTS }),
          fickle({ ...at(direct), clients: FICKLE })
        ]
      : []),
    spoiling.goOn(until),
    every(ROTATE_MS, until, () => rotate(lab)),
    every(SAMPLE_MS, until, () => sample(lab, samples)),
    every(KILL_MS, until, () => {
      if (kill) {
        process.kill(lab.sidecarPid, 'SIGKILL');
        kills++;
      }
    })
  ]);
  return { samples, kills };
}

/** Another session, and the earlier one, and all that hangs on it, ends. */
async function rotate(lab: LoadLab): Promise<void> {
  const { sandbox } = lab;
  const earlier = lab.session;
  lab.handOver(await sandbox.logIn());
  await callHeavydb(sandbox.httpPort, 'disconnect', [earlier]);
}

function sample(lab: LoadLab, samples: Stirred['samples']): void {
  const atMs = performance.now();
  const { sidecar, jupyter } = vitals(lab);
  samples.sidecar.push({ atMs, value: sidecar.residentMb });
  samples.jupyter.push({ atMs, value: jupyter.residentMb });
}

const vitals = (lab: LoadLab): Record<'sidecar' | 'jupyter', Vitals> => ({
  sidecar: vitalsOf(lab.sidecarPid),
  jupyter: vitalsOf(lab.jupyterPid)
});

/** When nobody asks any more. A sidecar that was killed is started by one last question. */
async function quiet(
  lab: LoadLab
): Promise<Record<'sidecar' | 'jupyter', Vitals>> {
  await lab.answers();
  lab.hangUp();
  await pause(QUIET_MS);
  return vitals(lab);
}

const sessionsOf = ({ sandbox, session }: LoadLab): Promise<number> =>
  countSessions(sandbox, session);

/** A session of a sidecar that was killed stays until the database forgets it. */
function faultsOf(result: Omit<SoakResult, 'faults'>): string[] {
  const { tally, growth, sessions, kills } = result;
  const faults: string[] = [];
  if (tally.bad > 0) {
    faults.push(`${tally.bad} answers were wrong, another's, or missing.`);
  }
  for (const { name, baseline, after } of growth) {
    for (const what of ['descriptors', 'sockets'] as const) {
      if (after[what] > baseline[what] + SLACK) {
        faults.push(
          `The ${name} had ${baseline[what]} ${what}, and has ${after[what]}.`
        );
      }
    }
  }
  const lost = sessions.lostClones + LOST_BY_RESTART * sessions.restarts;
  const most = sessions.baseline + lost + KEPT_CLONES;
  if (kills === 0 && sessions.after > most) {
    faults.push(
      `The database had ${sessions.baseline} sessions and has ${sessions.after}; ${sessions.lostClones} were lost.`
    );
  }
  return faults;
}

/** Again and again; what fails now and then, as on a sidecar that was just killed, is tried again. */
async function every(
  ms: number,
  until: AbortSignal,
  work: () => void | Promise<void>
): Promise<void> {
  while (!until.aborted) {
    await pause(ms, undefined, { signal: until }).catch(() => undefined);
    try {
      await work();
    } catch {
      // The next time.
    }
  }
}
