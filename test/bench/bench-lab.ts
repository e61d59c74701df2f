/** JupyterLab on the sandbox's million rows, with the replaying database between. */
import { setTimeout as pause } from 'node:timers/promises';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { LabServer, QUERY } from '../ui/fixtures';
import { createMillion } from './million-rows';
import type { Place } from './page-reader';
import { ReplayingDatabase } from './replay';

export class BenchLab extends LabServer {
  constructor(
    jupyter: Jupyter,
    sandbox: ISandbox,
    session: string,
    readonly database: ReplayingDatabase
  ) {
    super(jupyter, sandbox, session);
  }

  static async start(
    config: Record<string, Record<string, unknown>> = {}
  ): Promise<BenchLab> {
    const sandbox = await startSandbox();
    const session = await sandbox.logIn();
    await createMillion(sandbox, session);
    const database = await ReplayingDatabase.start(sandbox.httpPort);
    const folders = new JupyterFolders();
    const jupyter = await Jupyter.start(folders, {
      config: {
        OmniSciSessionManager: { session_file: folders.sessionFile },
        ...config
      },
      env: {
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(database.port)
      }
    });
    const lab = new BenchLab(jupyter, sandbox, session, database);
    lab.handOver(QUERY);
    return lab;
  }

  /** The sidecar's routes, as Jupyter passes them on. */
  get place(): Place {
    const { url, token } = this.jupyter;
    return {
      port: Number(new URL(url).port),
      path: new URL('omnisci/', url).pathname,
      headers: { Authorization: `token ${token}` }
    };
  }

  async stop(): Promise<void> {
    await this.jupyter.stop();
    await this.database.stop();
    await this.sandbox.stop();
  }
}

/** A kernel of one round would take its share of the next. */
export async function endKernels({ jupyter }: LabServer): Promise<void> {
  const headers = { Authorization: `token ${jupyter.token}` };
  const sessions = new URL('api/sessions', jupyter.url);
  const answer = await fetch(sessions, { headers });
  for (const { id } of (await answer.json()) as { id: string }[]) {
    await fetch(`${sessions.href}/${id}`, { method: 'DELETE', headers });
  }
  await pause(1000);
}
