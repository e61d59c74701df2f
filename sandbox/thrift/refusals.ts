/**
 * Refuses the methods of HeavyDB that the IDL declares and the sandbox lacks. Without an answer,
 * the generated Processor would throw, which ends a TCP connection.
 */
import { Processor } from '../../server/thrift/generated/Heavy.js';
import { TDBException } from '../../server/thrift/generated/heavydb_types.js';

/** Calls back with a TDBException. It declares no parameters, so the Processor passes a callback. */
type Refusal = (...args: unknown[]) => void;

const PREFIX = 'process_';

/** @returns a refusal for every declared method that `handler` does not have. */
export function refusals(handler: object): Record<string, Refusal> {
  const declared = Object.getOwnPropertyNames(Processor.prototype)
    .filter(name => name.startsWith(PREFIX))
    .map(name => name.slice(PREFIX.length));
  return Object.fromEntries(
    declared
      .filter(method => !(method in handler))
      .map(method => [method, refusalOf(method)])
  );
}

const refusalOf =
  (method: string): Refusal =>
  (...args) => {
    const callback = args.at(-1) as (error: TDBException) => void;
    callback(
      new TDBException({ error_msg: `The sandbox has no method ${method}.` })
    );
  };
