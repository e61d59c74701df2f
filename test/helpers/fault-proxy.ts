/**
 * Stands between the sidecar and a database on 127.0.0.1, over HTTP or raw TCP, and corrupts the
 * answers with toxics: toxics.ts for bytes, message-toxics.ts for HTTP and Thrift. Calls pass
 * unchanged.
 */
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';

const BINARY_CALL = Buffer.of(0x80, 1, 0, 1);

/** One call, as known when the first byte of its answer arrives. */
export type Call = {
  /** Empty if the bytes are not a Thrift call. */
  method: string;
  bytes: Buffer;
};

/** What a toxic can do to the connection to the caller, besides its output. */
export type Link = {
  /** Ends only our side, and continues to listen. */
  halfClose(): void;
  /** Closes the connection like a process that ends in order. */
  close(): void;
  /** RST: like a killed process, or a firewall. */
  reset(): void;
  /** Aborts when the caller has gone, or the proxy stops. */
  readonly gone: AbortSignal;
};

/** Takes the bytes of one answer and yields what the caller gets instead. */
export type Toxic = (
  answer: AsyncIterable<Buffer>,
  link: Link
) => AsyncIterable<Buffer>;

export class FaultProxy {
  /** Called for each call: returns the toxics for its answer, in order. */
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
    /** The port of the database; changing it affects new connections. */
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

  /** Currently open connections. */
  get size(): number {
    return this.open.size;
  }

  /** Applies these toxics to each answer to this method; everything else passes unchanged. */
  poison(method: string, ...toxics: Toxic[]): void {
    this.toxics = call => (call.method === method ? toxics : []);
  }

  /** Passes everything unchanged again, and forgets the calls. */
  heal(): void {
    this.toxics = () => [];
    this.calls.length = 0;
  }

  /**
   * Acts like a database that ended: nothing listens, and open connections are reset. Safe to call twice.
   */
  async stop(): Promise<void> {
    this.open.forEach(socket => socket.resetAndDestroy());
    if (this.server.listening) {
      await new Promise(resolve => this.server.close(resolve));
    }
  }

  /** Listens again on the same port. */
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
    // The loop below also notices it, if it has begun.
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
    // A toxic may not need the rest.
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

/** As both Thrift protocols write it, anywhere in an HTTP request. */
function methodOf(call: Buffer): string {
  const start = call.indexOf(BINARY_CALL);
  const text = call.toString('latin1', start === -1 ? 0 : start + 8);
  const found = (start === -1 ? /\[1,"(\w+)",1,/ : /^(\w+)/).exec(text);
  return found?.[1] ?? '';
}
