/**
 * Thrift over TCP, as HeavyDB's port 6274: buffered transport, binary protocol. What does not
 * begin as such a message ends the connection: there is no way to answer it.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { type MessageProcessor, protocolOf } from './message.js';
import { type ITransport, thrift } from './runtime.js';

const MAX_BYTES = 64 * 1024 * 1024;

/** Speaks TLS where it has a certificate. */
export function createTcpServer(
  processor: MessageProcessor,
  tls?: TlsOptions
): Server {
  const serve = (socket: Socket): void => {
    const receive = thrift.TBufferedTransport.receiver(
      input => processAll(processor, input, socket),
      undefined,
      MAX_BYTES
    );
    socket.on('data', data => {
      try {
        receive(data);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
  };
  return tls
    ? createTlsServer({ ...tls, noDelay: true }, serve)
    : createServer({ noDelay: true }, serve);
}

function processAll(
  processor: MessageProcessor,
  input: ITransport,
  socket: Socket
): void {
  while (input.writeCursor > input.readCursor) {
    if (protocolOf(input.inBuf[input.readCursor]) !== 'binary') {
      socket.destroy();
      return;
    }
    try {
      processor.process('binary', input, message => {
        socket.write(message);
      });
    } catch (error) {
      if (isIncomplete(error)) {
        input.rollbackPosition();
        return;
      }
      throw error;
    }
    input.commitPosition();
  }
}

const isIncomplete = (error: unknown): boolean =>
  error instanceof Error && error.name === 'InputBufferUnderrunError';
