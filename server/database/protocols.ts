/**
 * Knows which Thrift protocol an HTTP target speaks. HeavyDB's own ports imply it; on other ports,
 * a first call finds it out. The caller makes the calls.
 */
import { ApiError } from '../errors/api-error';
import type { Target } from '../transport/target';
import type { ThriftProtocol } from '../thrift/calls';
import { ConnectTimeout } from '../transport/deadlines';
import { isDatabaseError } from '../thrift/database-error';

/**
 * Fraction of the timeout: a JSON server waits for more bytes after a request that it cannot read.
 */
const BINARY_SHARE = 0.3;

/** Makes a call that every database answers. */
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

  /** Another server may listen there now. */
  forget(target: Target): void {
    this.known.delete(keyOf(target));
  }

  /** Prefers binary: decoding costs a fraction of JSON's. */
  private async find(target: Target): Promise<ThriftProtocol> {
    const { probe, answerMs } = this.options;
    const ask = async (
      protocol: ThriftProtocol,
      timeLimitMs: number
    ): Promise<ThriftProtocol> => {
      try {
        await probe({ target, protocol, timeLimitMs });
      } catch (error) {
        // A refusal shows that the server understood the protocol.
        if (!isDatabaseError(error)) {
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
