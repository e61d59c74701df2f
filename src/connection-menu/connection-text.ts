/** The texts of the button for a connection. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  connectionName,
  describeConnection
} from '../connection-info/connection-name';
import { endOf, endText, goodUntil, isEnding } from '../session-end/expiry';
import { HANDOVER } from '../sidecar/route-address';
import type { IConnection } from '../tokens';

type Shown = Pick<IConnection, 'server' | 'label' | 'database' | 'status'>;

/** A short text: the user of the handed-over session; for other connections, the server. */
export function connectionText(
  { server, label, database, status }: Shown,
  trans: TranslationBundle
): string {
  if (status === null) {
    // Nobody has asked: an output of a notebook asks nothing before it runs.
    return label;
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

/** Says that the session ends soon; otherwise empty. */
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

/** All details, for the tooltip. */
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
