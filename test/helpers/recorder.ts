/** Passes TCP connections on to a port of this machine, and records what the callers sent. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface IRecorder {
  port: number;
  /** Everything that was sent since the last call. */
  take(): Buffer;
  stop(): Promise<void>;
}

export async function startRecorder(target: number): Promise<IRecorder> {
  let sent: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(caller => {
    const called = connect(target, '127.0.0.1');
    caller.on('data', (bytes: Buffer) => sent.push(bytes));
    caller.pipe(called).pipe(caller);
    for (const [socket, other] of [
      [caller, called],
      [called, caller]
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    take() {
      const taken = Buffer.concat(sent);
      sent = [];
      return taken;
    },
    async stop() {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    }
  };
}
