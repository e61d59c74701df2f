/** Starts the replaying database before a sandbox, as a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../helpers/root';
import type { Order, Report } from './replaying-database';

export class ReplayingDatabase {
  private constructor(
    private readonly process: ChildProcess,
    readonly port: number
  ) {}

  static async start(sandboxPort: number): Promise<ReplayingDatabase> {
    const child = fork(
      join(ROOT, 'test/bench/replaying-database.ts'),
      [String(sandboxPort)],
      { execArgv: ['--import', 'jiti/register'] }
    );
    const [{ port }] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('The replaying database ended.');
      })
    ])) as [Report];
    return new ReplayingDatabase(child, port);
  }

  /** At first it answers from memory what it saw before, and knows Arrow. */
  async order(order: Partial<Order>): Promise<void> {
    const heard = once(this.process, 'message');
    this.process.send({ replay: true, arrow: true, ...order } satisfies Order);
    await heard;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill();
      await exited;
    }
  }
}
