/**
 * Stands between the sidecar and a database on 127.0.0.1, over HTTP or raw TCP alike, and spoils
 * the answers by toxics: see toxics.ts for bytes, message-toxics.ts for HTTP and Thrift. Calls pass
 * unchanged.
 */
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';

const BINARY_CALL = Buffer.of(0x80, 1, 0, 1);

/** One call, as it is known when the first byte of its answer comes. */
export type Call = {
  /** Empty where the bytes hold no Thrift call. */
  method: string;
  bytes: Buffer;
};

/** What a toxic can do to the connection to the caller, beside what it yields. */
export type Link = {
  /** Ends our side only, and goes on listening. */
  halfClose(): void;
  /** Lets go of the connection as a process does that ends in order. */
  close(): void;
  /** RST: as a process that was killed, or a firewall. */
  reset(): void;
  /** Aborts when the caller has gone, or the proxy stops. */
  readonly gone: AbortSignal;
};

/** Takes the bytes of one answer, yields what the caller gets in their place. */
export type Toxic = (
  answer: AsyncIterable<Buffer>,
  link: Link
) => AsyncIterable<Buffer>;

export class FaultProxy {
  /** Asked at each call which toxics its answer passes through, in this order. */
  toxics: (call: Call) => Toxic[] = () => [];
  /** The methods called so far. */
  readonly calls: string[] = [];
  /** Connections accepted so far. */
  connections = 0;
  private readonly server = net.createServer(
    { noDelay: true, allowHalfOpen: true },
    client => void this.accept(client)
  );
  private readonly open = new Set<net.Socket>();

  private constructor(
    /** The port of the database; another may be named at any time, for new connections. */
    public target: number
  ) {}

  static async start(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.listen(0);
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that are open at present. */
  get size(): number {
    return this.open.size;
  }

  /** These toxics for each answer to this method; the rest passes unchanged. */
  poison(method: string, ...toxics: Toxic[]): void {
    this.toxics = call => (call.method === method ? toxics : []);
  }

  /** Passes everything on again, and forgets the calls. */
  heal(): void {
    this.toxics = () => [];
    this.calls.length = 0;
  }

  /** As a database that ends: nobody listens, and what was open is reset. Safe to call twice. */
  async stop(): Promise<void> {
    this.open.forEach(socket => socket.resetAndDestroy());
    if (this.server.listening) {
      await new Promise(resolve => this.server.close(resolve));
    }
  }

  /** Begins again where it was stopped. */
  async listen(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private async accept(client: net.Socket): Promise<void> {
    this.connections++;
    const database = net.connect({
      host: '127.0.0.1',
      port: this.target,
      noDelay: true
    });
    const gone = new AbortController();
    this.open.add(client);
    client.on('error', () => undefined);
    client.on('close', () => {
      this.open.delete(client);
      database.destroy();
      gone.abort();
    });
    // The loop below hears of it too, when it has begun.
    database.on('error', () => client.resetAndDestroy());

    let call: Buffer[] = [];
    let answer: Answer | null = null;
    client.on('data', bytes => {
      if (answer) {
        // It was answered, so this is the next.
        answer.end();
        call = [];
      }
      call.push(bytes);
      database.write(bytes);
    });
    client.on('end', () => database.end());

    try {
      for await (const bytes of database as AsyncIterable<Buffer>) {
        if (!answer || answer.isEnded) {
          await answer?.sent;
          answer = this.answer(client, Buffer.concat(call), gone.signal);
        }
        await answer.write(bytes);
      }
      answer?.end();
      await answer?.sent;
      client.end();
    } catch {
      client.destroy();
    }
  }

  private answer(client: net.Socket, bytes: Buffer, gone: AbortSignal): Answer {
    const call = { method: methodOf(bytes), bytes };
    this.calls.push(call.method);
    return new Answer(this.toxics(call), client, {
      halfClose: () => client.end(),
      close: () => client.destroySoon(),
      reset: () => client.resetAndDestroy(),
      gone
    });
  }
}

/** One answer on its way through its toxics. */
class Answer {
  isEnded = false;
  readonly sent: Promise<void>;
  private readonly source = new PassThrough();

  constructor(toxics: Toxic[], client: net.Socket, link: Link) {
    this.sent = this.send(toxics, client, link);
    this.sent.catch(() => client.destroy());
    // A toxic may not want the rest.
    this.source.on('error', () => undefined);
  }

  async write(bytes: Buffer): Promise<void> {
    if (!this.source.destroyed && !this.source.write(bytes)) {
      await Promise.race([once(this.source, 'drain'), this.sent]);
    }
  }

  end(): void {
    this.isEnded = true;
    this.source.end();
  }

  private async send(
    toxics: Toxic[],
    client: net.Socket,
    link: Link
  ): Promise<void> {
    const spoilt = toxics.reduce<AsyncIterable<Buffer>>(
      (answer, toxic) => toxic(answer, link),
      this.source as AsyncIterable<Buffer>
    );
    for await (const bytes of spoilt) {
      if (!client.writable) {
        return;
      }
      if (!client.write(bytes)) {
        await once(client, 'drain', { signal: link.gone });
      }
    }
  }
}

/** As both of Thrift's protocols write it, wherever in an HTTP request that is. */
function methodOf(call: Buffer): string {
  const start = call.indexOf(BINARY_CALL);
  const text = call.toString('latin1', start === -1 ? 0 : start + 8);
  const found = (start === -1 ? /\[1,"(\w+)",1,/ : /^(\w+)/).exec(text);
  return found?.[1] ?? '';
}
