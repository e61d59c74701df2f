/** Counts what came of each deed at each place, and how long it took. Pure. */
import { Refused, Starved, Wrong } from './caller';
import { Crossed } from './deeds';
import { Hung } from './place';

type Line = {
  right: number;
  wrong: number;
  crossed: number;
  hung: number;
  starved: number;
  tooMuch: number;
  /** By code, or the network's code. */
  errors: Map<string, number>;
  times: number[];
};

export type Figures = Omit<Line, 'errors' | 'times'> & {
  place: string;
  deed: string;
  failed: number;
  p50: number;
  p99: number;
  longest: number;
};

export class Tally {
  private readonly lines = new Map<string, Line>();

  right(place: string, deed: string, ms: number): void {
    const line = this.line(place, deed);
    line.right++;
    line.times.push(ms);
  }

  tooMuch(place: string, deed: string): void {
    this.line(place, deed).tooMuch++;
  }

  failed(place: string, deed: string, error: unknown): void {
    const line = this.line(place, deed);
    if (error instanceof Hung) {
      line.hung++;
    } else if (error instanceof Crossed) {
      line.crossed++;
    } else if (error instanceof Starved) {
      line.starved++;
      return;
    } else if (error instanceof Refused || isNetworkError(error)) {
      const { code } = error;
      line.errors.set(code, (line.errors.get(code) ?? 0) + 1);
      return;
    } else {
      line.wrong++;
    }
    this.note(`${place}, ${deed}: ${String(error)}`);
  }

  /** The first few of what is wrong, crossed or hung, in words. */
  readonly notes: string[] = [];

  /** Of all, by code. */
  get errors(): Map<string, number> {
    const all = new Map<string, number>();
    for (const { errors } of this.lines.values()) {
      errors.forEach((count, code) =>
        all.set(code, (all.get(code) ?? 0) + count)
      );
    }
    return all;
  }

  figures(): Figures[] {
    return [...this.lines].sort(byKey).map(([key, line]) => {
      const [place = '', deed = ''] = key.split('\n');
      const { errors, times, ...counts } = line;
      const sorted = times.sort((a, b) => a - b);
      return {
        place,
        deed,
        ...counts,
        failed: [...errors.values()].reduce((sum, count) => sum + count, 0),
        p50: quantile(sorted, 0.5),
        p99: quantile(sorted, 0.99),
        longest: sorted.at(-1) ?? NaN
      };
    });
  }

  /** Answers that must not be, however many faults there are. Who is starved was answered: 429. */
  get bad(): number {
    return this.figures().reduce(
      (sum, { wrong, crossed, hung }) => sum + wrong + crossed + hung,
      0
    );
  }

  private line(place: string, deed: string): Line {
    const key = `${place}\n${deed}`;
    let line = this.lines.get(key);
    if (!line) {
      line = {
        right: 0,
        wrong: 0,
        crossed: 0,
        hung: 0,
        starved: 0,
        tooMuch: 0,
        errors: new Map(),
        times: []
      };
      this.lines.set(key, line);
    }
    return line;
  }

  private note(text: string): void {
    if (this.notes.length < MAX_NOTES) {
      this.notes.push(text);
    }
  }
}

const MAX_NOTES = 20;

const byKey = ([a]: [string, Line], [b]: [string, Line]): number =>
  a < b ? -1 : 1;

const isNetworkError = (error: unknown): error is { code: string } =>
  error instanceof Error &&
  !(error instanceof Wrong) &&
  typeof (error as NodeJS.ErrnoException).code === 'string';

/** Of values in order. */
export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
