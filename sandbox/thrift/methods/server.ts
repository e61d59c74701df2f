/** Methods about the server itself. */
import {
  TRole,
  TServerStatus
} from '../../../server/thrift/generated/heavydb_types.js';
import { int64 } from '../runtime.js';
import { answer, answerIn, type Services } from './services.js';

/** Above the 4.6 that the Python clients require. */
const VERSION = '9.0.0-sandbox';

export const serverMethods = (services: Services) => ({
  get_version: (): Promise<string> => answer(() => VERSION),

  get_server_status: (session: string): Promise<TServerStatus> =>
    answerIn(services, session, () => statusOf(services)),

  get_status: (session: string): Promise<TServerStatus[]> =>
    answerIn(services, session, () => [statusOf(services)])
});

const statusOf = ({ startedAt, renderer }: Services): TServerStatus =>
  new TServerStatus({
    read_only: false,
    version: VERSION,
    rendering_enabled: renderer !== null,
    start_time: int64(Math.floor(startedAt / 1000)),
    edition: 'sandbox',
    host_name: 'localhost',
    poly_rendering_enabled: renderer !== null,
    role: TRole.SERVER,
    renderer_status_json: '{}',
    host_id: ''
  });
