/** A server, as the sidecar lists it. */
import type { ServerStatus } from '../../server/protocol';

export const serverStatus = (
  id: string,
  parts: Partial<ServerStatus> = {}
): ServerStatus => ({
  id,
  label: id,
  origin: id === 'handover' ? 'handover' : 'admin',
  connection: { protocol: 'https', host: `${id}.example.com`, port: '443' },
  username: '',
  database: '',
  databases: [],
  auth: id === 'handover' ? 'handover' : 'password',
  state: id === 'handover' ? 'connected' : 'sign_in_needed',
  readOnly: false,
  ...parts
});
