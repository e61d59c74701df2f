/** What the button says of a connection. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { connectionName, describeConnection } from '../connections/status';
import { HANDOVER } from '../sidecar/route-request';
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
        ? trans.__('%1: sign in', label)
        : trans.__('%1: not connected', label);
  }
  if (isHandover) {
    return connectionName(status.reply);
  }
  return database !== null && !label.endsWith(` · ${database}`)
    ? `${label} · ${database}`
    : label;
}

/** All that is known, for the tooltip. */
export function connectionTooltip(
  { status }: Shown,
  trans: TranslationBundle
): string {
  const reply = status?.state === 'connected' ? status.reply : null;
  return reply
    ? trans.__(
        '%1. Connected to server version %2.',
        describeConnection(reply),
        reply.serverVersion ?? '?'
      )
    : (status?.message ?? '');
}
