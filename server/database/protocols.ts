/**
 * Which of Thrift's protocols an HTTP target speaks: known from its port where that is HeavyDB's own,
 * found out by a first call elsewhere, and remembered. How a call is made is the caller's.
 */
import { ApiError } from '../errors/api-error';
import type { Target } from '../transport/target';
import type { ThriftProtocol } from '../thrift/calls';
import { ConnectTimeout } from '../transport/deadlines';
import { isThriftException } from '../thrift/thrift-exception';

/** Of the time that an answer may take: against a JSON server that waits for more of what it cannot read. */
const BINARY_SHARE = 0.3;

/** Makes a call that any database answers. */
export type Probe = (options: {
  target: Target;
  protocol: ThriftProtocol;
  timeLimitMs: number;
}) => Promise<unknown>;

export type ThriftProtocolsOptions = { probe: Probe; answerMs: number };

export class ThriftProtocols {
  private readonly known = new Map<string, Promise<ThriftProtocol>>();

  constructor(private readonly options: ThriftProtocolsOptions) {}

  async of(target: Target): Promise<ThriftProtocol> {
    const { protocol, port } = target;
    if (protocol === 'binary' || port === 6276) {
      return 'binary';
    }
    if (port === 6278) {
      return 'json';
    }
    const key = keyOf(target);
    let found = this.known.get(key);
    if (!found) {
      found = this.find(target);
      this.known.set(key, found);
      found.catch(() => this.known.delete(key));
    }
    return await found;
  }

  /** Perhaps another server listens there now. */
  forget(target: Target): void {
    this.known.delete(keyOf(target));
  }

  /** Binary where the server can: its decoding costs a fraction of JSON's. */
  private async find(target: Target): Promise<ThriftProtocol> {
    const { probe, answerMs } = this.options;
    const ask = async (
      protocol: ThriftProtocol,
      timeLimitMs: number
    ): Promise<ThriftProtocol> => {
      try {
        await probe({ target, protocol, timeLimitMs });
      } catch (error) {
        // Whoever refuses has understood.
        if (!isThriftException(error)) {
          throw error;
        }
      }
      return protocol;
    };
    try {
      return await ask('binary', BINARY_SHARE * answerMs);
    } catch (error) {
      if (
        error instanceof ConnectTimeout ||
        (error instanceof ApiError && error.code === 'database_unreachable')
      ) {
        throw error;
      }
      return await ask('json', answerMs);
    }
  }
}

const keyOf = ({ protocol, host, port }: Target): string =>
  `${protocol} ${host} ${port}`;
