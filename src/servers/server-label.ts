/** The label of a server. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ServerStatus } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';

/** @param server - only its ID, if nothing else is known. */
export const serverLabel = (
  { id, label = '' }: Pick<ServerStatus, 'id'> & Partial<ServerStatus>,
  trans: TranslationBundle
): string =>
  id === HANDOVER ? trans.__('Handed over by Immerse') : label || id;
