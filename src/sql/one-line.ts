/** SQL for those who drop its line ends: HeavyDB does so in a spec of Vega. Pure. */
import { tokenize } from './tokens';

/** The same SQL in one line and without comments, except hints. Texts and names stay as they are. */
export const oneLine = (sql: string): string =>
  tokenize(sql)
    .map(({ kind, text }) => (isSpace(kind, text) ? ' ' : text))
    .join('')
    .trim();

/** A comment is, too; a hint such as `cpu_mode` is not. */
const isSpace = (kind: string, text: string): boolean =>
  kind === 'space' || (kind === 'comment' && !text.startsWith('/*+'));
