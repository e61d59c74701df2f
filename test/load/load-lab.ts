/** A Jupyter with its sidecar before a sandbox that has the load's tables. */
import http from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { childOf } from '../bench/processes';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { until } from '../helpers/until';
import { createTables } from './deeds';
import { ask, type Place } from './place';

export class LoadLab {
  private agent = new http.Agent({ keepAlive: true });

  private constructor(
    readonly sandbox: ISandbox,
    readonly jupyter: Jupyter,
    /** The one that is handed over at present. */
    public session: string
  ) {}

  /** `before` puts something before the database, and answers its port. */
  static async start(
    before: (port: number) => Promise<number> = port => Promise.resolve(port)
  ): Promise<LoadLab> {
    const sandbox = await startSandbox();
    const folders = new JupyterFolders();
    const session = await sandbox.logIn();
    await createTables(sandbox, session);
    const jupyter = await Jupyter.start(folders, {
      config: { OmniSciSessionManager: { session_file: folders.sessionFile } },
      // Each line of debugging would be kept, and cost what is measured.
      args: ['--ServerApp.log_level=WARN'],
      env: {
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(await before(sandbox.httpPort))
      }
    });
    const lab = new LoadLab(sandbox, jupyter, session);
    lab.handOver(session);
    await lab.answers();
    return lab;
  }

  handOver(session: string): void {
    this.session = session;
    writeFileSync(this.jupyter.folders.sessionFile, session, { mode: 0o600 });
  }

  get jupyterPid(): number {
    return this.jupyter.process.pid ?? 0;
  }

  /** Of the one that runs at present. */
  get sidecarPid(): number {
    return childOf(this.jupyterPid, 'sidecar/main.cjs');
  }

  get throughJupyter(): Place {
    const { port, pathname } = new URL(this.jupyter.url);
    return {
      name: 'jupyter',
      port: Number(port),
      path: `${pathname}omnisci/`,
      headers: { Authorization: `token ${this.jupyter.token}` },
      agent: this.agent
    };
  }

  get direct(): Place {
    const command = readFileSync(`/proc/${this.sidecarPid}/cmdline`, 'utf8');
    const parts = command.split('\0');
    const socketPath = parts[parts.indexOf('--socket') + 1];
    return { name: 'direct', socketPath, path: '/' };
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.jupyter.stop();
    await this.sandbox.stop();
  }

  /** Waits until it does, through Jupyter. */
  async answers(): Promise<void> {
    const asked = { method: 'GET' as const, route: 'status' };
    await until(
      async () =>
        (await ask(this.throughJupyter, asked)).status === 200 ? true : null,
      'the sidecar answers through Jupyter'
    );
  }

  /** Closes what this process keeps open to Jupyter. */
  hangUp(): void {
    this.agent.destroy();
    this.agent = new http.Agent({ keepAlive: true });
  }
}
