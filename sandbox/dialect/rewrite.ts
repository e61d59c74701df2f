/**
 * Turns a query of HeavyDB's dialect into DuckDB's. Each piece of syntax has a file in `rewrites/`,
 * each function one in `functions/`. All work on tokens, so strings and quoted names stay as they are.
 */
import { aliasEdits } from './rewrites/aliases.js';
import { arrayEdits } from './rewrites/arrays.js';
import { callEdits } from './rewrites/calls.js';
import { castEdits } from './rewrites/casts.js';
import { extractEdits } from './rewrites/extracts.js';
import { frameOffsetEdits } from './rewrites/frame-offsets.js';
import { intervalEdits } from './rewrites/intervals.js';
import { limitEdits } from './rewrites/limits.js';
import { positionEdits } from './rewrites/positions.js';
import type { Context, Rewrite } from './rewrites/rewrite.js';
import { sessionWordEdits } from './rewrites/session-words.js';
import { tableFunctionEdits } from './rewrites/table-functions.js';
import { patternEdits } from './rewrites/texts.js';
import { windowEdits } from './rewrites/windows.js';
import { applyEdits, tokenize } from './tokens.js';

const REWRITES: readonly Rewrite[] = [
  extractEdits,
  castEdits,
  callEdits,
  intervalEdits,
  sessionWordEdits,
  patternEdits,
  positionEdits,
  tableFunctionEdits,
  windowEdits,
  frameOffsetEdits,
  limitEdits,
  arrayEdits,
  aliasEdits
];

export function rewriteQuery(
  sql: string,
  tokens = tokenize(sql),
  context: Context = { user: 'admin', typed: true }
): string {
  return applyEdits(
    sql,
    REWRITES.flatMap(rewrite => rewrite(tokens, context))
  );
}
