/** What is said where one points at a column's header or at a cell. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ResultColumn } from '../table/column';
import type { Cell } from './selection';
import type { ShownRows } from '../table/shown-rows';

/** What a column is, in SQL's words and in Arrow's. */
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

/** The whole text of a cell, and what has become of its digits. */
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
