/**
 * HEAVY.AI's web server opens no link: it writes a session file, makes a notebook, and adds that to
 * the layout. Which notebooks are its own, and whether the session has come since. Pure.
 */
import type { StatusReply } from '../../server/protocol';

/** As its Go program formats the time. Jupyter replaces the colons where a file system has none. */
const NAME = /(^|\/)HeavyDB_\d{4}-\d\d-\d\d_\d\d\D\d\d\D\d\d\.ipynb$/;

export const isHandedNotebook = (path: string): boolean => NAME.test(path);

/**
 * When the session file was written, in milliseconds since 1970; `null` where the session does not
 * come from a file of the web server's.
 */
export const handedAt = (reply: StatusReply | null): number | null =>
  reply?.source.kind === 'file' ? (reply.source.writtenAt ?? null) : null;
