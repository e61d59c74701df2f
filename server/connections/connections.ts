/**
 * The connections of this sidecar by key: those of the handed-over server, of the admin's servers
 * and of the user's servers.
 */
import { ApiError } from '../errors/api-error';
import type {
  ConnectionData,
  ConnectionKey,
  ConnectionsReply,
  ServerStatus
} from '../protocol';
import type { AdminServers } from '../servers/admin-servers';
import type { Server } from '../servers/listed-server';
import { type Allow, requireAllowed } from '../servers/server-policy';
import { parseTarget, TargetError } from '../transport/target';
import type { ConnectedServer } from './connected-server';
import type { Connection } from './connection';
import { HANDOVER, parseKey } from './connection-key';
import { OwnServer, type OwnServerServices, type SignIn } from './own-server';

const FAREWELL_MS = 1500;

export type ConnectionsOptions = {
  handover: ConnectedServer;
  admin: AdminServers;
  allow: Allow;
  /** `host:port` of the servers that the user may add; an empty list allows all. */
  allowedTargets: readonly string[];
  /** Whether users may type a password. */
  signIn: boolean;
  services: OwnServerServices;
};

/** A server that the user adds, with an ID that is not in the admin's list. */
export type NamedServer = { id: string; label: string } & ConnectionData;

export class Connections {
  /** Servers of the admin's list and of the user, once they were requested. */
  private readonly servers = new Map<string, OwnServer>();

  constructor(private readonly options: ConnectionsOptions) {}

  /**
   * Returns the connection of a key.
   *
   * @throws ApiError `connection_unknown` - if there is none.
   */
  async get(key: ConnectionKey): Promise<Connection> {
    const { server, database } = parseKey(key);
    if (database === '') {
      throw unknown();
    }
    return (await this.connected(server)).connection(database);
  }

  /** The available connections. Makes no call to a database. */
  async list(): Promise<ConnectionsReply> {
    const { allow, signIn, handover } = this.options;
    const { servers, fault } = await this.refresh();
    const first = await handedOver(handover);
    const hasHandover = first.state !== 'session_file_not_configured';
    const statuses = await Promise.all(
      [...this.servers.values()].map(server => server.status())
    );
    const chosen = servers.find(({ isDefault }) => isDefault) ?? servers[0];
    return {
      ...{ allow, signIn },
      default: hasHandover ? HANDOVER : (chosen?.id ?? HANDOVER),
      servers: hasHandover ? [first, ...statuses] : statuses,
      ...(fault && { message: fault.message })
    };
  }

  /**
   * Signs in to a listed server, or to one that the user adds.
   *
   * @throws ApiError - `connection_unknown`, `connection_forbidden`, or the error of the sign-in.
   */
  async signIn(
    where: string | NamedServer,
    request: SignIn
  ): Promise<ServerStatus> {
    if (request.password && !this.options.signIn) {
      throw new ApiError(
        'connection_forbidden',
        'The admin does not allow typed passwords (OmniSciConnections.sign_in).'
      );
    }
    await this.refresh();
    if (typeof where === 'string') {
      const server = this.servers.get(where);
      if (!server) {
        throw unknown();
      }
      return await server.signIn(request);
    }
    const server = await this.named(where);
    const status = await server.signIn(request);
    this.servers.set(where.id, server);
    return status;
  }

  /** @returns the connected server; end it with {@link signOut}. */
  async connected(server: string): Promise<ConnectedServer> {
    if (server === HANDOVER) {
      return this.options.handover;
    }
    if (!this.servers.has(server) || this.isListed(server)) {
      await this.refresh();
    }
    const own = this.servers.get(server);
    if (!own) {
      throw unknown();
    }
    return own.connected;
  }

  /**
   * Ends what the sidecar opened: the clones, and the session if it is our own.
   *
   * @returns whether the session was our own.
   */
  async signOut(server: string): Promise<boolean> {
    const connected = await this.connected(server);
    if (server === HANDOVER) {
      await connected.dispose();
      return false;
    }
    return (await this.servers.get(server)?.signOut()) ?? false;
  }

  /** Ends everything that the sidecar opened. Never rejects. */
  async dispose(): Promise<void> {
    await Promise.all([
      this.options.handover.dispose(),
      ...[...this.servers.values()].map(server => server.dispose(FAREWELL_MS))
    ]);
  }

  private isListed(id: string): boolean {
    return this.servers.get(id)?.server.origin === 'admin';
  }

  /** Applies the admin's current list: signs out of servers that were removed or changed. */
  private async refresh(): Promise<{
    servers: readonly Server[];
    fault: ApiError | null;
  }> {
    const { admin, allow, services } = this.options;
    if (allow === 'handover') {
      return { servers: [], fault: null };
    }
    const reading = await admin.read();
    const listed = new Map(reading.servers.map(item => [item.id, item]));
    for (const [id, own] of [...this.servers]) {
      const now = listed.get(id);
      const isGone = this.isListed(id) ? !now && !reading.fault : now;
      if (isGone || (now && !isSame(now, own.server))) {
        this.servers.delete(id);
        void own.signOut();
      }
    }
    for (const server of reading.servers) {
      if (!this.servers.has(server.id)) {
        this.servers.set(server.id, new OwnServer(server, services));
      }
    }
    return reading;
  }

  /** A server of the user; the one in use if nothing has changed. */
  private async named({
    id,
    label,
    ...connection
  }: NamedServer): Promise<OwnServer> {
    const { allow, allowedTargets: patterns, services, admin } = this.options;
    if (id === HANDOVER || this.isListed(id)) {
      throw new ApiError(
        'request_invalid',
        `The list of the admin already has a server "${id}". Give your server another name.`
      );
    }
    requireAllowed(target(connection), { allow, patterns });
    const server: Server = {
      ...{ id, label, connection, origin: 'user' },
      ...{ username: '', database: '', databases: [], password: null },
      ...{ isSingleSignOn: false, isDefault: false },
      readOnly: admin.isReadOnly(id)
    };
    const known = this.servers.get(id);
    if (known && isSame(known.server, server)) {
      return known;
    }
    this.servers.delete(id);
    await known?.signOut();
    return new OwnServer(server, services);
  }
}

async function handedOver(handover: ConnectedServer): Promise<ServerStatus> {
  const { connection, fault } = await handover.sessions.read();
  return {
    ...{ id: HANDOVER, label: '', origin: 'handover', connection },
    ...{ username: '', database: '', databases: [], auth: 'handover' },
    readOnly: handover.connection(null).readOnly,
    state: fault?.code ?? 'connected',
    ...(fault && { message: fault.message })
  };
}

function target(connection: ConnectionData) {
  try {
    return parseTarget(connection);
  } catch (error) {
    throw error instanceof TargetError
      ? new ApiError(
          'request_invalid',
          `The ${error.part} ${error.message || 'is missing'}.`
        )
      : error;
  }
}

/** Compares the passwords themselves and shows neither. */
const isSame = (one: Server, other: Server): boolean =>
  JSON.stringify(one) === JSON.stringify(other) &&
  one.password?.reveal() === other.password?.reveal();

const unknown = (): ApiError =>
  new ApiError(
    'connection_unknown',
    'This connection does not exist. It was signed out or removed from the list. Sign in again, or choose another connection.'
  );
