/** What a connection is called where there is little room. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { HANDOVER } from '../sidecar/route-address';
import type { IConnection } from '../tokens';
import { databaseOf } from './connection-key';

/** The server's label, and the database where the key names one: `Immerse · flights`. */
export function shortLabel(
  { key, server, label }: Pick<IConnection, 'key' | 'server' | 'label'>,
  trans: TranslationBundle
): string {
  if (server !== HANDOVER) {
    return label;
  }
  const database = databaseOf(key);
  const name = trans.__('Immerse');
  return database === null ? name : `${name} · ${database}`;
}
