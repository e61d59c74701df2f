/**
 * LAG_IN_FRAME and LEAD_IN_FRAME: the row so many before or after, or null where that is not in the
 * frame. DuckDB's LAG and LEAD look at the whole partition, and take no notice of a frame.
 */
import {
  closing,
  type Edit,
  isSymbol,
  isWord,
  splitAtCommas,
  type Token
} from '../tokens.js';
import { behind, instead, without } from './rewrite.js';

/** More rows than a partition has. */
const BEYOND = 2_000_000_000;

export const frameOffsetEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const over = closing(tokens, index + 1) + 1;
    return isWord(token, 'LAG_IN_FRAME', 'LEAD_IN_FRAME') &&
      isSymbol(tokens[index + 1], '(') &&
      isWord(tokens[over], 'OVER') &&
      isSymbol(tokens[over + 1], '(')
      ? editsOf(tokens, index, over + 1)
      : [];
  });

function editsOf(
  tokens: readonly Token[],
  index: number,
  window: number
): Edit[] {
  const callee = tokens[index] as Token;
  const end = closing(tokens, index + 1);
  const inside = tokens.slice(index + 2, end);
  const [, offset] = splitAtCommas(inside);
  const rows = Number(offset?.[0]?.text ?? 1);
  const frame = frameIn(tokens, window);
  // What a RANGE holds depends on the values, unless it is all of the partition.
  if (
    isWord(frame?.first, 'RANGE') &&
    !(frame?.from === -BEYOND && frame.to === BEYOND)
  ) {
    return [];
  }
  const distance = isWord(callee, 'LAG_IN_FRAME') ? -rows : rows;
  const isInside = !frame || (frame.from <= distance && distance <= frame.to);
  const shown = isInside ? rows : BEYOND;
  const last = inside.at(-1);
  return [
    instead(callee, callee.upper.replace('_IN_FRAME', '').toLowerCase()),
    ...(offset?.[0]
      ? [instead(offset[0], String(shown))]
      : last
        ? [behind(last, `, ${shown}`)]
        : []),
    ...(frame ? [without(frame.first, frame.last)] : [])
  ];
}

type Frame = { first: Token; last: Token; from: number; to: number };

/** `ROWS BETWEEN a AND b`, in rows before (below 0) and after the current one. */
function frameIn(tokens: readonly Token[], window: number): Frame | undefined {
  const end = closing(tokens, window);
  const depth = (tokens[window]?.depth ?? 0) + 1;
  const start = tokens.findIndex(
    (token, at) =>
      at > window &&
      at < end &&
      token.depth === depth &&
      isWord(token, 'ROWS', 'RANGE')
  );
  const [first, last] = [tokens[start], tokens[end - 1]];
  if (start < 0 || !first || !last) {
    return undefined;
  }
  const isBetween = isWord(tokens[start + 1], 'BETWEEN');
  const words = tokens.slice(start + (isBetween ? 2 : 1), end);
  const and = words.findIndex(token => isWord(token, 'AND'));
  return {
    first,
    last,
    from: bound(and < 0 ? words : words.slice(0, and)),
    to: and < 0 ? 0 : bound(words.slice(and + 1))
  };
}

function bound([amount, side]: readonly Token[]): number {
  if (isWord(amount, 'CURRENT')) {
    return 0;
  }
  const rows = isWord(amount, 'UNBOUNDED') ? BEYOND : Number(amount?.text);
  return isWord(side, 'PRECEDING') ? -rows : rows;
}
