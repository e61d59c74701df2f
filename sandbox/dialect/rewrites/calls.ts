/** Calls: functions that DuckDB has by another name, bare units, COUNT's type. */
import { TYPED, WITH_UNIT } from '../functions/dates.js';
import { RENAMED } from '../functions.js';
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { type Context, instead, wrap } from './rewrite.js';

export const callEdits = (
  tokens: readonly Token[],
  { typed }: Context
): Edit[] =>
  tokens.flatMap((token, index) => {
    const isCall =
      token.kind === 'word' &&
      isSymbol(tokens[index + 1], '(') &&
      !isSymbol(tokens[index - 1], '.');
    return isCall ? editsOf(tokens, token, index, typed) : [];
  });

function editsOf(
  tokens: readonly Token[],
  token: Token,
  index: number,
  typed: boolean
): Edit[] {
  const edits: Edit[] = [];
  const renamed =
    !typed && TYPED.includes(token.upper)
      ? `${token.text}_any`
      : RENAMED.get(token.upper);
  if (renamed !== undefined) {
    edits.push(instead(token, renamed));
  }
  const unit = tokens[index + 2];
  if (
    WITH_UNIT.includes(token.upper) &&
    unit?.kind === 'word' &&
    isSymbol(tokens[index + 3], ',')
  ) {
    const name = unit.text.replace(/^SQL_TSI_/i, '').toLowerCase();
    edits.push(instead(unit, `'${name}'`));
  }
  if (token.upper === 'COUNT') {
    edits.push(...countEdits(tokens, token, index));
  }
  return edits;
}

/** HeavyDB's COUNT is an INT unless the server runs with --bigint-count; DuckDB's a BIGINT. */
function countEdits(
  tokens: readonly Token[],
  token: Token,
  index: number
): Edit[] {
  let last = closing(tokens, index + 1);
  if (isWord(tokens[last + 1], 'FILTER') && isSymbol(tokens[last + 2], '(')) {
    last = closing(tokens, last + 2);
  }
  if (isWord(tokens[last + 1], 'OVER')) {
    last = isSymbol(tokens[last + 2], '(')
      ? closing(tokens, last + 2)
      : last + 2;
  }
  return wrap([token, tokens[last] ?? token], 'CAST(', ' AS INTEGER)');
}
