/** CAST and TRY_CAST to types that HeavyDB reaches by another way: see `functions/casts.ts`. */
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { type Context, instead, wrap } from './rewrite.js';

const INTEGERS = ['TINYINT', 'SMALLINT', 'INT', 'INTEGER', 'BIGINT'];

export const castEdits = (
  tokens: readonly Token[],
  { typed }: Context
): Edit[] =>
  tokens.flatMap((token, index) =>
    isWord(token, 'TIMESTAMP') && tokens[index + 1]?.kind === 'string'
      ? [instead(token, literalType(tokens[index + 1]?.text ?? ''))]
      : isWord(token, 'CAST', 'TRY_CAST') && isSymbol(tokens[index + 1], '(')
        ? editsOf(tokens, index, typed ? '' : '_any')
        : []
  );

/** A literal has the precision of its fraction. */
function literalType(text: string): string {
  const digits = /\.(\d+)'$/.exec(text)?.[1]?.length ?? 0;
  return digits === 0
    ? 'TIMESTAMP_S'
    : digits <= 3
      ? 'TIMESTAMP_MS'
      : digits <= 6
        ? 'TIMESTAMP'
        : 'TIMESTAMP_NS';
}

function editsOf(
  tokens: readonly Token[],
  index: number,
  suffix: string
): Edit[] {
  const [callee, open] = tokens.slice(index) as [Token, Token];
  const end = closing(tokens, index + 1);
  const inside = open.depth + 1;
  const as = tokens.findIndex(
    (token, at) =>
      at > index + 1 &&
      at < end &&
      token.depth === inside &&
      isWord(token, 'AS')
  );
  const type = tokens[as + 1];
  const close = tokens[end];
  // A bare NULL is of every type, and so of too many.
  const isNull = as === index + 3 && isWord(tokens[index + 2], 'NULL');
  if (as < 0 || !type || !close || isNull) {
    return [];
  }
  const [first, last] = [tokens[index + 2], tokens[as - 1]] as [Token, Token];
  if (isWord(type, ...INTEGERS) && as + 2 === end) {
    return wrap([first, last], `to_integer${suffix}(`, ')', true);
  }
  const isTimestamp = isWord(type, 'TIMESTAMP', 'DATETIME');
  const precision = isSymbol(tokens[as + 2], '(')
    ? Number(tokens[as + 3]?.text)
    : 0;
  if (isTimestamp && callee.upper === 'CAST') {
    return [
      instead(callee, `to_timestamp_${precision}${suffix}`),
      { start: (tokens[as] as Token).start, end: close.start, text: '' }
    ];
  }
  return [];
}
