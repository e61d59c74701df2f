/** Until when a session is good, as the admin's file or session manager says it. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IConnection } from '../tokens';

/** How long before its end a session is told to be ending. */
const WARNING_MS = 10 * 60_000;

type Asked = Pick<IConnection, 'status'>;

/** In milliseconds since 1970; `null` where it is not known, or there is no session. */
export const endOf = ({ status }: Asked): number | null =>
  status?.state === 'connected' ? (status.reply?.expiresAt ?? null) : null;

/** @param now - as {@link endOf}. */
export function isEnding(connection: Asked, now: number): boolean {
  const end = endOf(connection);
  return end !== null && end - now <= WARNING_MS;
}

/** `18:00`, with the date where that is another day. */
export function endText(end: number, now: number): string {
  const [day, today] = [new Date(end), new Date(now)];
  const time = day.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit'
  });
  return day.toDateString() === today.toDateString()
    ? time
    : `${day.toLocaleDateString()} ${time}`;
}

/** A sentence for the tooltip; empty where nothing is known. */
export function goodUntil(
  connection: Asked,
  now: number,
  trans: TranslationBundle
): string {
  const end = endOf(connection);
  return end === null
    ? ''
    : trans.__('The session is good until %1.', endText(end, now));
}
