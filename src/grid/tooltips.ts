/** The tooltips of column headers and cells. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ResultColumn } from '../table/column';
import type { Cell } from './selection';
import type { ShownRows } from '../table/shown-rows';

/** The type of a column, in SQL's words and in Arrow's. */
export function columnTooltip(
  { name, sqlType, type, isSentAsDouble }: ResultColumn,
  trans: TranslationBundle
): string {
  const types = trans.__(
    '%1\nSQL type: %2\nArrow type: %3',
    name,
    sqlType,
    type
  );
  return isSentAsDouble ? `${types}\n${roundedText(trans)}` : types;
}

/** The full text of a cell, and a note if its digits may be rounded. */
export function cellTooltip(
  rows: ShownRows,
  { row, column }: Cell,
  trans: TranslationBundle
): string {
  const text = rows.text(row, column) ?? '';
  return rows.isRounded(row, column) ? `${text}\n${roundedText(trans)}` : text;
}

const roundedText = (trans: TranslationBundle): string =>
  trans.__(
    '≈ HeavyDB sends these decimals as floating-point numbers. Values with more than 15 digits may be rounded.'
  );
