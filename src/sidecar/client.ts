/** The front end's client of the sidecar: its servers, and one client per connection. */
import type {
  CheckReply,
  ConnectionKey,
  ConnectionsReply,
  ServerStatus,
  SignInRequest,
  SignOutReply
} from '../../server/protocol';
import { ConnectionClient } from './connection-client';
import { JsonCalls } from './json-calls';
import { Requests, type RequestsOptions } from './requests';
import { HANDOVER } from './route-address';

export type SidecarClientOptions = RequestsOptions & {
  /** Emits `pagehide` when the page is left; JupyterLab's window. */
  page: EventTarget;
};

/** Every method rejects with a `SidecarError` and nothing else. */
export class SidecarClient {
  constructor(private readonly _options: SidecarClientOptions) {
    this._requests = new Requests(_options);
    this._calls = new JsonCalls({
      requests: this._requests,
      trans: _options.trans
    });
  }

  /**
   * A new client for a connection.
   *
   * @param isReadOnly - called for each query.
   */
  of(
    connection: ConnectionKey,
    isReadOnly: () => boolean = () => false
  ): ConnectionClient {
    const { page, trans } = this._options;
    return new ConnectionClient({
      ...{ connection, isReadOnly, page, trans },
      requests: this._requests,
      calls: this._calls
    });
  }

  connections(): Promise<ConnectionsReply> {
    return this._calls.ask('GET /connections', {}, OF_ALL);
  }

  check(): Promise<CheckReply> {
    return this._calls.ask('GET /check', {}, OF_ALL);
  }

  /** Sends the password, if there is one, in this one request. */
  signIn(body: SignInRequest): Promise<ServerStatus> {
    return this._calls.ask('POST /connections/sign-in', { body }, ONCE);
  }

  signOut(body: { server: string }): Promise<SignOutReply> {
    return this._calls.ask('POST /connections/sign-out', { body }, OF_ALL);
  }

  private readonly _requests: Requests;
  private readonly _calls: JsonCalls;
}

/** These routes are not below the path of one connection. */
const OF_ALL = { connection: HANDOVER };
/** After too many attempts, the user waits; the client does not retry. */
const ONCE = { ...OF_ALL, isOnce: true };
