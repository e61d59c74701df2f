/** Spoils the database's answers in turn, now this way, now that, with peace between. */
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultProxy, Toxic } from '../helpers/fault-proxy';
import { webPage, wrongSequence } from '../helpers/message-toxics';
import { bandwidth, cutAt, latency, resetAt, slices } from '../helpers/toxics';

const TURN_MS = 3000;
/** So that most requests meet no fault, and some a few. */
const ONE_IN = 4;

const KINDS: readonly (() => Toxic)[] = [
  () => latency(100, 200),
  () => slices(100),
  () => bandwidth(50_000),
  () => cutAt(random(400)),
  () => resetAt(random(400)),
  () => wrongSequence,
  () => webPage(502, '<html>Bad gateway</html>')
];
/** These lose the answer, and with it the name of a session that was just cloned. */
const LOSING = KINDS.slice(3);

export class Spoiling {
  /** Clones whose answer was spoilt: nobody can disconnect them, and the database must forget them. */
  lostClones = 0;
  restarts = 0;

  constructor(private readonly proxy: FaultProxy) {}

  /** Until it is time; then all passes again, and what hung is cut. */
  async goOn(until: AbortSignal): Promise<void> {
    for (let turn = 0; !until.aborted; turn++) {
      if (turn % 8 === 7) {
        await this.restartDatabase();
      } else {
        this.spoil(turn % 2 === 0 ? null : KINDS[(turn >> 1) % KINDS.length]!);
      }
      await pause(TURN_MS, undefined, { signal: until }).catch(() => undefined);
    }
    this.proxy.heal();
    await this.restartDatabase();
  }

  private spoil(kind: (() => Toxic) | null): void {
    this.proxy.calls.length = 0;
    this.proxy.toxics = ({ method }) => {
      if (!kind || random(ONE_IN) > 0) {
        return [];
      }
      if (method === 'clone_session' && LOSING.includes(kind)) {
        this.lostClones++;
      }
      return [kind()];
    };
  }

  /** As far as its callers can tell: connections are reset, and for a moment nobody listens. */
  private async restartDatabase(): Promise<void> {
    const { port } = this.proxy;
    this.restarts++;
    await this.proxy.stop();
    await pause(500);
    await this.proxy.listen(port);
  }
}

const random = (below: number): number => Math.floor(Math.random() * below);
