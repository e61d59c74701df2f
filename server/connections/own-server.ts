/** A server that the sidecar signs in to: one of the admin's list, or one that the user added. */
import type { Credentials } from '../credentials/credentials';
import type { DatabaseClient } from '../database/database-client';
import { ApiError } from '../errors/api-error';
import type { ILog } from '../log';
import type { ServerStatus } from '../protocol';
import type { Password } from '../secrets/password';
import type { Server } from '../servers/listed-server';
import {
  nameOf,
  parseTarget,
  TargetError,
  type Target
} from '../transport/target';
import { ConnectedServer } from './connected-server';
import { openSession } from './open-session';
import { type OpenedSession, OwnSession } from './own-session';
import type { SignInGuard } from './sign-in-guard';

export type OwnServerServices = {
  database: DatabaseClient;
  credentials: Pick<Credentials, 'findCredential' | 'mayKnow'>;
  /** Shared by all servers: a server with a new name is not a new account. */
  guard: SignInGuard;
  log: ILog;
};

export type SignIn = {
  username: string;
  database: string;
  password: Password | null;
};

export class OwnServer {
  readonly connected: ConnectedServer;
  private readonly session: OwnSession;
  private readonly target: Target | null;
  private who: { username: string; database: string };

  constructor(
    readonly server: Server,
    private readonly services: OwnServerServices
  ) {
    const { id, label, connection, readOnly } = server;
    const { target, fault } = targetOf(server);
    this.target = target;
    this.who = { username: server.username, database: server.database };
    const { database, log } = services;
    this.session = new OwnSession({
      ...{ label, connection, target, fault, database },
      open: () => this.openUnasked()
    });
    this.connected = new ConnectedServer({
      ...{ id, readOnly, database, log },
      sessions: this.session,
      source: { kind: 'sign-in' }
    });
  }

  /**
   * Signs in, and ends the previous session. Without a password, uses the credential that the admin
   * configured.
   *
   * @throws ApiError - `sign_in_refused`, `sign_in_needed`, or the error of the database.
   */
  async signIn(request: SignIn): Promise<ServerStatus> {
    const opened = await this.attempt(request, () =>
      request.password
        ? this.openWith(request, request.password)
        : this.openAs(request)
    );
    if (!opened) {
      throw new ApiError(
        'sign_in_needed',
        `Nothing is configured that knows the password for ${this.server.label}. Type it.`
      );
    }
    const { username, database } = request;
    this.who = { username, database };
    await this.session.take(opened);
    return await this.status();
  }

  /** @returns whether there was a session. */
  async signOut(): Promise<boolean> {
    await this.connected.dispose();
    return await this.session.end();
  }

  async dispose(timeLimitMs: number): Promise<void> {
    await this.connected.dispose();
    await this.session.end(timeLimitMs);
  }

  async status(): Promise<ServerStatus> {
    const { id, label, origin, connection, databases, readOnly } = this.server;
    const { fault } = targetOf(this.server);
    const isConnected = this.session.isOpen;
    return {
      ...{ id, label, origin, connection, readOnly },
      databases: [...databases],
      ...this.who,
      auth: this.server.isSingleSignOn
        ? 'single-sign-on'
        : (await this.isAutomatic())
          ? 'automatic'
          : 'password',
      state: fault?.code ?? (isConnected ? 'connected' : 'sign_in_needed'),
      ...(fault && { message: fault.message })
    };
  }

  private async isAutomatic(): Promise<boolean> {
    return (
      this.server.password !== null ||
      (this.who.username !== '' &&
        (await this.services.credentials.mayKnow(
          this.credentialTarget(this.who)
        )))
    );
  }

  private async openUnasked(): Promise<OpenedSession | null> {
    const { who } = this;
    return who.username === '' || !(await this.isAutomatic())
      ? null
      : await this.attempt(who, () => this.openAs(who));
  }

  /** One account of one database, whatever its server is called here. */
  private attempt<T>(
    { username }: { username: string },
    work: () => Promise<T>
  ): Promise<T> {
    const address = this.target ? nameOf(this.target) : '';
    return this.services.guard.attempt(
      `${username.toLowerCase()} @ ${address}`,
      work
    );
  }

  private async openAs(who: {
    username: string;
    database: string;
  }): Promise<OpenedSession | null> {
    const { password } = this.server;
    const found =
      password && who.username === this.server.username
        ? { password }
        : await this.services.credentials.findCredential(
            this.credentialTarget(who)
          );
    if (!found) {
      return null;
    }
    return 'session' in found
      ? { id: found.session, isOurs: false }
      : await this.openWith(who, found.password);
  }

  private async openWith(
    { username, database }: { username: string; database: string },
    password: Password
  ): Promise<OpenedSession> {
    const target = this.requireTarget();
    const id = await openSession(this.services.database, {
      ...{ username, database, password, target }
    });
    return { id, isOurs: true };
  }

  private credentialTarget(who: { username: string; database: string }) {
    return {
      server: this.server.id,
      ...this.server.connection,
      user: who.username,
      database: who.database
    };
  }

  private requireTarget(): Target {
    if (!this.target) {
      throw targetOf(this.server).fault!;
    }
    return this.target;
  }
}

function targetOf({ label, origin, connection }: Server): {
  target: Target | null;
  fault: ApiError | null;
} {
  try {
    return { target: parseTarget(connection), fault: null };
  } catch (error) {
    if (!(error instanceof TargetError)) {
      throw error;
    }
    const code = origin === 'admin' ? 'config_invalid' : 'request_invalid';
    const what = error.message || 'is missing';
    return {
      target: null,
      fault: new ApiError(code, `${label}: the ${error.part} ${what}.`)
    };
  }
}
