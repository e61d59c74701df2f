/** A connection whose sidecar is a list of prepared answers; everything above it is real. */
import { nullTranslator } from '@jupyterlab/translation';
import type { StatusReply } from '../../server/protocol';
import type { QueryReply } from '../../src/sidecar/query';
import { databaseOf, serverOf } from '../../src/connection-info/connection-key';
import { NO_LIMITS } from '../../src/connection-info/limits';
import { HANDOVER } from '../../src/sidecar/route-address';
import type { SqlStatement } from '../../src/sql/statement';
import type { ConnectionStatus } from '../../src/tokens';
import type { IConnection } from '../../src/tokens';
import { RecordingSignal } from './recording-signal';

export const trans = nullTranslator.load('jupyterlab_omnisci');

export const connected = (query = ''): ConnectionStatus => ({
  state: 'connected',
  message: '',
  reply: {
    state: 'connected',
    source: { kind: 'file', path: '/session' },
    connection: { protocol: 'http', host: 'localhost', port: '6278' },
    environment: { protocol: 'P', host: 'H', port: 'O' },
    query,
    readOnly: false,
    limits: NO_LIMITS,
    user: 'ada',
    database: 'flights'
  } satisfies StatusReply
});

export const troubled = (
  message = 'There is no session.'
): ConnectionStatus => ({
  state: 'session_missing',
  message,
  reply: null
});

/** A connection without sign-in. */
export const noSignIn = {
  isOffered: () => false,
  ask: () => Promise.resolve()
};

export const emptyReply: QueryReply = {
  summary: {
    bytes: 0,
    rows: 0,
    more: false,
    executionTimeMs: 3,
    queryType: 'schema'
  },
  table: null
};

type Answer = () => Promise<QueryReply>;

export class FakeConnection implements IConnection {
  constructor(options: {
    statuses: ConnectionStatus[];
    answers?: Answer[];
    /** More calls of the sidecar. */
    client?: Partial<IConnection['client']>;
    key?: string;
  }) {
    this.key = options.key ?? HANDOVER;
    this._statuses = [...options.statuses];
    this._answers = [...(options.answers ?? [])];
    const query = ({ sql }: SqlStatement): Promise<QueryReply> => {
      this.asked.push(sql);
      const answer = this._answers.shift();
      return answer ? answer() : Promise.resolve(emptyReply);
    };
    const unasked = (): Promise<never> =>
      Promise.reject(new Error('Not asked in these tests.'));
    this.client = {
      query,
      status: unasked,
      schema: unasked,
      schemaTables: unasked,
      schemaColumns: unasked,
      rendering: unasked,
      render: unasked,
      pixel: unasked,
      vegaFromVegaLite: unasked,
      ...options.client
    };
  }

  readonly key: string;
  readonly name = 'ada @ flights';
  isReadOnly = false;
  limits = NO_LIMITS;
  readonly client: IConnection['client'];
  readonly asked: string[] = [];
  readonly statusChanged: RecordingSignal<IConnection, ConnectionStatus> =
    new RecordingSignal<IConnection, ConnectionStatus>(this);
  status: ConnectionStatus | null = null;

  get server(): string {
    return serverOf(this.key);
  }

  get database(): string | null {
    return databaseOf(this.key) ?? this.status?.reply?.database ?? null;
  }

  get label(): string {
    return this.key;
  }

  refresh(): Promise<ConnectionStatus> {
    this.status =
      (this._statuses.length > 1
        ? this._statuses.shift()
        : this._statuses[0]) ?? troubled();
    this.statusChanged.emit(this.status);
    return Promise.resolve(this.status);
  }

  ready(): Promise<ConnectionStatus> {
    return this.status ? Promise.resolve(this.status) : this.refresh();
  }

  private readonly _statuses: ConnectionStatus[];
  private readonly _answers: Answer[];
}
