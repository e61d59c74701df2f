/**
 * Arrays: `{1, 2}` is a struct in DuckDB; `x = ANY arr` needs parentheses; UNNEST among the columns
 * of a SELECT becomes a join, so that it can be grouped by.
 */
import { endOfOperand } from '../operands.js';
import { selectLists } from '../select-items.js';
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { behind, instead, wrap } from './rewrite.js';

const AFTER_FROM = [
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'UNION',
  'EXCEPT',
  'INTERSECT'
];

export const arrayEdits = (tokens: readonly Token[]): Edit[] => [
  ...braces(tokens),
  ...quantified(tokens),
  ...unnested(tokens)
];

const braces = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap(token =>
    isSymbol(token, '{')
      ? [instead(token, '[')]
      : isSymbol(token, '}')
        ? [instead(token, ']')]
        : []
  );

function quantified(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    const [previous, first] = [tokens[index - 1], tokens[index + 1]];
    const compares = ['=', '<', '>'].some(text => isSymbol(previous, text));
    if (!compares || !isWord(token, 'ANY', 'SOME', 'ALL') || !first) {
      return [];
    }
    const last = tokens[endOfOperand(tokens, index + 1)];
    return isSymbol(first, '(') || !last ? [] : wrap([first, last], '(', ')');
  });
}

function unnested(tokens: readonly Token[]): Edit[] {
  const edits: Edit[] = [];
  for (const { depth, items } of selectLists(tokens)) {
    const last = tokens.indexOf(items.at(-1)?.tokens.at(-1) as Token);
    const from = tokens.findIndex(
      (token, index) =>
        index > last && token.depth === depth && isWord(token, 'FROM')
    );
    const joins: string[] = [];
    for (const item of items) {
      const [callee, open] = item.tokens;
      if (!callee || !isWord(callee, 'UNNEST') || !isSymbol(open, '(')) {
        continue;
      }
      const start = tokens.indexOf(callee);
      const end = closing(tokens, start + 1);
      const argument = tokens
        .slice(start + 2, end)
        .map(({ text }) => text)
        .join(' ');
      const name = `unnested_${callee.start}`;
      edits.push({
        start: callee.start,
        end: tokens[end]?.end ?? callee.end,
        text: `${name}.item`
      });
      joins.push(` CROSS JOIN UNNEST(${argument}) AS ${name}(item)`);
    }
    const place = tokens[endOfFrom(tokens, from, depth) - 1];
    if (joins.length > 0 && from >= 0 && place) {
      edits.push(behind(place, joins.join('')));
    }
  }
  return edits;
}

function endOfFrom(
  tokens: readonly Token[],
  from: number,
  depth: number
): number {
  const end = tokens.findIndex(
    (token, index) =>
      index > from &&
      ((token.depth === depth && isWord(token, ...AFTER_FROM)) ||
        (token.depth === depth - 1 && isSymbol(token, ')')))
  );
  return end < 0 ? tokens.length : end;
}
