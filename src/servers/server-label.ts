/** What a server is called. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ServerStatus } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';

/** @param server - with its ID alone, where nothing else is known of it. */
export const serverLabel = (
  { id, label = '' }: Pick<ServerStatus, 'id'> & Partial<ServerStatus>,
  trans: TranslationBundle
): string =>
  id === HANDOVER ? trans.__('Handed over by Immerse') : label || id;
