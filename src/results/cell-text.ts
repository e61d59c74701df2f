/** How a value is written into one line of a cell. Pure. */
import { truncate } from '../text/truncate';

export const NULL_TEXT = 'NULL';

/** No cell is wide enough for more; the tooltip and a copy have it all. */
const MAX_LENGTH = 500;

/** A line break is seen as ↵; a tab, and what cannot be seen at all, as a space. */
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
