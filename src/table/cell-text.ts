/** Writes a value as one line of a cell. Pure. */
import { truncate } from '../text/truncate';
import type { ResultColumn } from './column';

const NULL_TEXT = 'NULL';

/** Before digits that may differ in the database. */
const ROUNDED_SIGN = '≈';

/** The header text of a column. */
export const headerText = ({
  name,
  isSentAsDouble
}: Pick<ResultColumn, 'name' | 'isSentAsDouble'>): string =>
  isSentAsDouble ? `${ROUNDED_SIGN} ${name}` : name;

/** The cell text of a value; `null` is SQL's NULL. */
export const shownText = (text: string | null, isRounded: boolean): string =>
  text === null
    ? NULL_TEXT
    : isRounded
      ? `${ROUNDED_SIGN} ${cellText(text)}`
      : cellText(text);

/** No cell is wide enough for more; the tooltip and a copy have the full text. */
const MAX_LENGTH = 500;

/** Line breaks appear as ↵; tabs and invisible characters as a space. */
export function cellText(text: string): string {
  const start = truncate(text, MAX_LENGTH);
  // eslint-disable-next-line no-control-regex -- these are what it is about
  return /[\u0000-\u001f\u007f]/.test(start)
    ? start
        .replace(/\r\n|[\r\n]/g, ' ↵ ')
        // eslint-disable-next-line no-control-regex -- as above
        .replace(/[\u0000-\u001f\u007f]/g, ' ')
    : start;
}
