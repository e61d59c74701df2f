/** What the button says of a connection. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  connectionName,
  describeConnection
} from '../connection-info/connection-name';
import { endOf, endText, goodUntil, isEnding } from '../session-end/expiry';
import { HANDOVER } from '../sidecar/route-address';
import type { IConnection } from '../tokens';

type Shown = Pick<IConnection, 'server' | 'label' | 'database' | 'status'>;

/** In few words: of the handed-over session who it is, of others the server. */
export function connectionText(
  { server, label, database, status }: Shown,
  trans: TranslationBundle
): string {
  if (status === null) {
    return trans.__('Connecting…');
  }
  const isHandover = server === HANDOVER;
  if (status.state !== 'connected' || !status.reply) {
    return isHandover
      ? trans.__('Not connected')
      : status.state === 'sign_in_needed'
        ? trans.__('Sign in to %1', label)
        : trans.__('Not connected: %1', label);
  }
  if (isHandover) {
    return connectionName(status.reply);
  }
  return database !== null && !label.endsWith(` · ${database}`)
    ? `${label} · ${database}`
    : label;
}

/** That the session is about to end; empty unless it is. */
export function endingText(
  connection: Shown,
  trans: TranslationBundle,
  now = Date.now()
): string {
  const end = endOf(connection);
  return end !== null && isEnding(connection, now)
    ? trans.__('until %1', endText(end, now))
    : '';
}

/** All that is known, for the tooltip. */
export function connectionTooltip(
  connection: Shown,
  trans: TranslationBundle,
  now = Date.now()
): string {
  const { status } = connection;
  const reply = status?.state === 'connected' ? status.reply : null;
  if (!reply) {
    return status?.message ?? '';
  }
  const connected = trans.__(
    '%1. Connected to server version %2.',
    describeConnection(reply),
    reply.serverVersion ?? '?'
  );
  return `${connected} ${goodUntil(connection, now, trans)}`.trim();
}
