/** The sidecar, as the front end calls it: what it answers is of one connection. */
import type { ConnectionKey } from '../../server/protocol';
import { ConnectionClient } from './connection-client';
import { Requests, type RequestsOptions } from './requests';

export type SidecarClientOptions = RequestsOptions & {
  /** Emits `pagehide` when the page is left; JupyterLab's window. */
  page: EventTarget;
};

export class SidecarClient {
  constructor(private readonly _options: SidecarClientOptions) {
    this._requests = new Requests(_options);
  }

  /** The calls of a connection; another object at each call. */
  of(connection: ConnectionKey): ConnectionClient {
    const { page, trans } = this._options;
    return new ConnectionClient({
      ...{ connection, page, trans },
      requests: this._requests
    });
  }

  private readonly _requests: Requests;
}
