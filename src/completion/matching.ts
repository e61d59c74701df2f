/** Finds the candidates that match the typed text, best first. Pure; called at every key press. */
import { unquoteIdentifier } from '../sql/identifier';
import type { Candidate } from './candidates';

/** Maximum number of shown items: more than anybody reads, few enough to draw at once. */
const MAX_MATCHES = 100;

export type Match = {
  candidate: Candidate;
  /** The part of the label that was typed; -1 if nothing was. */
  start: number;
  end: number;
};

/**
 * First by their beginning, ignoring case; then names by the beginning of one of their words; then
 * by any part. Keywords and functions match by their beginning only.
 */
export function matchesOf(
  candidates: readonly Candidate[],
  query: string
): Match[] {
  const typed = unquoteIdentifier(query).toLowerCase();
  if (typed === '') {
    return candidates
      .slice(0, MAX_MATCHES)
      .map(candidate => ({ candidate, start: -1, end: -1 }));
  }
  const ranks: Match[][] = [[], [], []];
  for (const candidate of candidates) {
    const label = candidate.label.toLowerCase();
    let start = label.indexOf(typed);
    if (start < 0) {
      continue;
    }
    let rank = 0;
    if (start > 0) {
      if (!NAMES.has(candidate.kind)) {
        continue;
      }
      const atWord = label.indexOf(`_${typed}`);
      rank = atWord < 0 ? 2 : 1;
      start = atWord < 0 ? start : atWord + 1;
    }
    ranks[rank]!.push({ candidate, start, end: start + typed.length });
  }
  return ranks.flat().slice(0, MAX_MATCHES);
}

const NAMES: ReadonlySet<Candidate['kind']> = new Set([
  'column',
  'alias',
  'table',
  'view'
]);
