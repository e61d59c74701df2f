/** What every browser test has: a JupyterLab on the sandbox, and a page that knows its parts. */
import { test as base, type Page } from '@playwright/test';
import {
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { sidecarOf } from '../helpers/running';
import {
  type ISandbox,
  type SandboxOptions,
  startSandbox
} from '../helpers/sandbox';
import { LabPage } from './lab-page';

export const QUERY =
  "SELECT dep_timestamp, origin, destination, distance, delay FROM flights WHERE origin = 'SFO' LIMIT 500";

/** Server, database and session file of one worker; tests rewrite the session file at will. */
export class LabServer {
  constructor(
    readonly jupyter: Jupyter,
    readonly sandbox: ISandbox,
    readonly session: string
  ) {}

  /** The session as HEAVY.AI's web server writes it, with a query handed over. */
  handOver(query = ''): void {
    this.writeSession(
      JSON.stringify({ session: this.session, ...(query && { query }) })
    );
  }

  writeSession(text: string): void {
    const { sessionFile } = this.jupyter.folders;
    writeFileSync(sessionFile, text, { mode: 0o600 });
    chmodSync(sessionFile, 0o600);
  }

  removeSession(): void {
    rmSync(this.jupyter.folders.sessionFile, { force: true });
  }

  /** As for somebody who comes for the first time: no layout is there to be put aside. */
  forgetLayouts(): void {
    const { workspaces } = this.jupyter.folders;
    for (const name of readdirSync(workspaces)) {
      rmSync(join(workspaces, name), { recursive: true });
    }
  }

  /** What the server has of a workspace, as JSON; empty before it has anything. */
  savedWorkspace(name: string): string {
    const { workspaces } = this.jupyter.folders;
    const file = readdirSync(workspaces).find(file =>
      file.startsWith(`${name}-`)
    );
    return file ? readFileSync(join(workspaces, file), 'utf8') : '';
  }

  /** The child of the Jupyter server that runs the sidecar. */
  sidecarPid(): number {
    return sidecarOf(this.jupyter.pid) ?? NaN;
  }
}

export async function startLabServer(
  options: {
    config?: Record<string, Record<string, unknown>>;
    args?: string[];
    /** Of another environment. */
    python?: string;
    /** Beside what every server gets. */
    env?: Record<string, string>;
    sandbox?: SandboxOptions;
    /** Puts something before the sandbox's port, and answers where that is reached. */
    before?: (port: number) => Promise<number>;
  } = {}
): Promise<LabServer> {
  const sandbox = await startSandbox(options.sandbox);
  const port = (await options.before?.(sandbox.httpPort)) ?? sandbox.httpPort;
  const folders = new JupyterFolders();
  const jupyter = await Jupyter.start(folders, {
    config: {
      OmniSciSessionManager: { session_file: folders.sessionFile },
      ...options.config
    },
    ...(options.args && { args: options.args }),
    ...(options.python && { python: options.python }),
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(port),
      ...options.env
    }
  });
  return new LabServer(jupyter, sandbox, await sandbox.logIn());
}

export async function stopLabServer(server: LabServer): Promise<void> {
  await server.jupyter.stop();
  await server.sandbox.stop();
}

type Fixtures = { lab: LabPage };
type WorkerFixtures = { server: LabServer };

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // Playwright wants a destructuring pattern here, be it empty.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await startLabServer();
      await use(server);
      await stopLabServer(server);
    },
    { scope: 'worker', timeout: 600_000 }
  ],
  lab: async ({ page, server }: { page: Page; server: LabServer }, use) => {
    server.handOver(QUERY);
    server.forgetLayouts();
    await use(new LabPage(page, server.jupyter));
  }
});

export { expect } from '@playwright/test';
