/**
 * A thread that rotates a session file while others read it, in the manner of real writers. Every
 * ID contains its turn and a digest of it, so that a mixture of two is invalid.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { isMainThread, workerData } from 'node:worker_threads';

/** Positions in the shared memory. */
export const COUNT = { reads: 0, begun: 1, done: 2, slow: 3 };
/** Beyond this pause of an in-place writer, a reader cannot detect that the file is incomplete. */
const PIECES_WITHIN_MS = 45;
const BURST = 10;
const QUIET_MS = 80;
const DIGITS = 6;

/** The ID of a turn: 32 letters and digits, like the database's. */
export function idOf(salt, turn) {
  const digest = createHash('sha256').update(`${salt}${turn}`).digest('hex');
  return turn.toString(36).padStart(DIGITS, '0') + digest.slice(0, 26);
}

/** The turn of an ID, or -1 if it is not valid. */
export function turnOf(salt, text) {
  const turn = Number.parseInt(text.slice(0, DIGITS), 36);
  return text === idOf(salt, turn) ? turn : -1;
}

/** The ways of writing: `start` makes the first file, `turn` replaces its ID. */
const WRITERS = {
  /** Vault's file sink, and other careful writers. */
  'by rename': folder => {
    const write = text => {
      fs.writeFileSync(join(folder, 'next'), text, { mode: 0o600 });
      fs.renameSync(join(folder, 'next'), join(folder, 'session'));
    };
    return { start: write, turn: write };
  },

  /** The kubelet's AtomicWriter: a folder per turn, and one link to the newest. */
  'by links as in Kubernetes': folder => {
    let count = 0;
    let last = '';
    const turn = text => {
      const next = `..turn_${count++}`;
      fs.mkdirSync(join(folder, next));
      fs.writeFileSync(join(folder, next, 'session'), text, { mode: 0o600 });
      fs.symlinkSync(next, join(folder, '..data_tmp'));
      fs.renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
      if (last) {
        fs.rmSync(join(folder, last), { recursive: true });
      }
      last = next;
    };
    const start = text => {
      turn(text);
      fs.symlinkSync('..data/session', join(folder, 'session'));
    };
    return { start, turn };
  },

  /**
   * A shell's `>`, or an editor: the file is truncated, or not even that, and written piece by
   * piece.
   */
  'in place': folder => {
    const path = join(folder, 'session');
    let count = 0;
    const turn = text => {
      const file = fs.openSync(path, count++ % 3 ? 'w' : 'r+');
      const middle = Math.floor(Math.random() * text.length);
      fs.writeSync(file, text.slice(0, middle));
      rest(Math.random() * 3);
      fs.writeSync(file, text.slice(middle));
      fs.closeSync(file);
    };
    const start = text => fs.writeFileSync(path, text, { mode: 0o600 });
    return { start, turn };
  }
};

const clock = new Int32Array(new SharedArrayBuffer(4));
const rest = ms => void Atomics.wait(clock, 0, 0, ms);

/** On Linux, of this thread alone, so that it is not interrupted in the middle of an ID. */
function goFirst() {
  try {
    setPriority(-20);
  } catch {
    // Only root may do this; otherwise more turns are slow, and are reported as slow.
  }
}

/**
 * Turns as fast as the readers read, so that all reads happen between the first turn and the last.
 */
function rotate({ kind, folder, salt, turns, reads, memory }) {
  const counts = new Int32Array(memory);
  const { start, turn } = WRITERS[kind](folder);
  goFirst();
  start(idOf(salt, 0));
  for (let number = 1; number <= turns; number++) {
    if (kind === 'in place' && number % BURST === 1) {
      rest(QUIET_MS);
    }
    while (counts[COUNT.reads] < ((number - 1) * reads) / turns) {
      rest(1);
    }
    Atomics.store(counts, COUNT.begun, number);
    const started = performance.now();
    turn(idOf(salt, number));
    if (performance.now() - started > PIECES_WITHIN_MS) {
      Atomics.store(counts, COUNT.slow + number, 1);
    }
    Atomics.store(counts, COUNT.done, number);
  }
}

if (!isMainThread && workerData?.kind in WRITERS) {
  rotate(workerData);
}
