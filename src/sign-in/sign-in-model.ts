/**
 * State of the sign-in dialog: server, user, database. Knows no view, and stores no password.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  ConnectionData,
  ConnectionKey,
  ServerStatus
} from '../../server/protocol';
import { connectionKey } from '../connection-info/connection-key';
import { DEFAULT_PORTS } from '../servers/user-servers';
import { HANDOVER } from '../sidecar/route-address';
import type { IConnections } from '../tokens';
import { destinationOf, partsOfAddress, type Destination } from './destination';

/** The choice of a new server. The pattern of IDs excludes this value. */
export const NEW_SERVER = ' new';

export const PROTOCOLS = ['https', 'http', 'binary'] as const;

export type SignInFields = ConnectionData & {
  label: string;
  username: string;
  database: string;
};

/**
 * `required`: the user types the password; `optional`: the Jupyter server may have it; `none`: the
 * user cannot sign in.
 */
export type PasswordNeed = 'required' | 'optional' | 'none';

export type SignInModelOptions = {
  connections: Pick<
    IConnections,
    'servers' | 'policy' | 'default' | 'signIn' | 'setDefault' | 'removeServer'
  >;
  /** `default`: the chosen server becomes the default, even without a sign-in. */
  purpose: 'sign-in' | 'default';
  /** The ID of the server that is chosen first. */
  server?: string;
  /** The database that is filled in first. */
  database?: string | null;
  trans: TranslationBundle;
};

export class SignInModel {
  constructor(private readonly _options: SignInModelOptions) {
    const { connections, purpose, server, database } = _options;
    const ids = this.servers.map(({ id }) => id);
    const wanted = [
      server,
      purpose === 'default' ? connections.default.server : undefined,
      // Otherwise a server that the user is not signed in to.
      this.servers.find(({ state }) => state !== 'connected')?.id
    ].find(id => id !== undefined && ids.includes(id));
    this._fields = this._choose(wanted ?? ids[0] ?? NEW_SERVER);
    if (database) {
      this._fields = { ...this._fields, database };
    }
  }

  get purpose(): 'sign-in' | 'default' {
    return this._options.purpose;
  }

  /** The servers to choose from. */
  get servers(): readonly ServerStatus[] {
    const { connections, purpose } = this._options;
    return connections.servers.filter(
      ({ id }) => purpose === 'default' || id !== HANDOVER
    );
  }

  /** True if the user may add a server. */
  get mayAdd(): boolean {
    const { policy } = this._options.connections;
    return policy?.allow === 'any' && policy.signIn;
  }

  get chosen(): string {
    return this._chosen;
  }

  /** `null` for a new server. */
  get server(): ServerStatus | null {
    return this.servers.find(({ id }) => id === this._chosen) ?? null;
  }

  get fields(): Readonly<SignInFields> {
    return this._fields;
  }

  get destination(): Destination {
    return destinationOf(this.server?.connection ?? this._address());
  }

  get passwordNeed(): PasswordNeed {
    const { server, purpose } = this;
    if (this.refusal !== '' || server?.id === HANDOVER) {
      return 'none';
    }
    if (server?.auth === 'automatic') {
      return this._options.connections.policy?.signIn ? 'optional' : 'none';
    }
    return purpose === 'default' && server ? 'optional' : 'required';
  }

  /** A sentence that says why this dialog cannot sign in there; empty if it can try. */
  get refusal(): string {
    const { trans, connections } = this._options;
    const { server } = this;
    const { allow = 'any', signIn = true } = connections.policy ?? {};
    if (server?.id === HANDOVER) {
      return '';
    }
    if (server?.auth === 'single-sign-on') {
      return trans.__(
        '%1 signs in through Immerse. Open JupyterLab from there.',
        server.label
      );
    }
    if (allow === 'handover') {
      return trans.__(
        'The administrator allows only the session that Immerse hands over.'
      );
    }
    if (allow === 'listed' && (!server || server.origin === 'user')) {
      return trans.__(
        'The administrator allows only the servers that are listed for all.'
      );
    }
    return signIn || server?.auth === 'automatic'
      ? ''
      : trans.__('The administrator has switched off signing in by password.');
  }

  /** The error of the last attempt; empty if there was none. */
  get error(): string {
    return this._error;
  }

  get isBusy(): boolean {
    return this._isBusy;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  choose(id: string): void {
    this._fields = this._choose(id);
    this._error = '';
    this._changed.emit();
  }

  /** True if the user can remove the chosen server from the list. */
  get isRemovable(): boolean {
    return this.server?.origin === 'user';
  }

  /** Removes the chosen server from the list. Never rejects. */
  async remove(): Promise<void> {
    const { server } = this;
    if (server && this.isRemovable) {
      await this._busily(async () => {
        await this._options.connections.removeServer(server.id);
        this._fields = this._choose(this.servers[0]?.id ?? NEW_SERVER);
      });
    }
  }

  set(field: keyof SignInFields, value: string): void {
    const parts = field === 'host' ? partsOfAddress(value) : null;
    this._fields = { ...this._fields, ...(parts ?? { [field]: value }) };
    this._changed.emit();
  }

  /**
   * Resolves to the key of the connection; `null` if it failed, with the reason in {@link error}.
   * Never rejects.
   *
   * @param password - empty if the user typed none.
   */
  async submit(password: string): Promise<ConnectionKey | null> {
    if (this._isBusy || (this.refusal !== '' && this.purpose === 'sign-in')) {
      return null;
    }
    return await this._busily(() => this._submit(password));
  }

  /** Called when the dialog closes: a sign-in that still runs does not become the default. */
  giveUp(): void {
    this._isGivenUp = true;
    Signal.clearData(this);
  }

  private async _busily<T>(work: () => Promise<T>): Promise<T | null> {
    this._isBusy = true;
    this._error = '';
    this._changed.emit();
    try {
      return await work();
    } catch (error) {
      this._error = error instanceof Error ? error.message : String(error);
      return null;
    } finally {
      this._isBusy = false;
      this._changed.emit();
    }
  }

  private async _submit(password: string): Promise<ConnectionKey> {
    const { connections, purpose } = this._options;
    const { server } = this;
    const database = this._fields.database.trim();
    if (purpose === 'default' && server && password === '') {
      const key = connectionKey(
        server.id,
        database === '' || database === server.database ? null : database
      );
      await connections.setDefault(key);
      return key;
    }
    const { key } = await connections.signIn(
      server?.id ?? { ...this._address(), label: this._fields.label.trim() },
      {
        ...{ username: this._fields.username.trim(), database },
        ...(password !== '' && { password })
      }
    );
    if (purpose === 'default' && !this._isGivenUp) {
      await connections.setDefault(key);
    }
    return key;
  }

  private _choose(id: string): SignInFields {
    this._chosen = id;
    const { server } = this;
    return {
      label: '',
      ...(server?.connection ?? { protocol: 'https', host: '', port: '' }),
      username: server?.username ?? '',
      database: server?.database ?? ''
    };
  }

  private _address(): ConnectionData {
    const { protocol, host, port } = this._fields;
    return {
      protocol,
      host: host.trim(),
      port: port.trim() || (DEFAULT_PORTS[protocol] ?? '')
    };
  }

  private _chosen = NEW_SERVER;
  private _fields: SignInFields;
  private _error = '';
  private _isBusy = false;
  private _isGivenUp = false;
  private readonly _changed = new Signal<this, void>(this);
}
