/** npm's JSON protocol with what goes wrong in its writing mended. Reading is left as it is. */
import { type IProtocol, type ITransport, thrift } from './runtime.js';

/** What npm's class keeps while it writes: finished pieces, and where open lists began. */
interface IJsonProtocol extends IProtocol {
  tstack: unknown[];
  tpos: number[];
}

export function jsonProtocol(transport: ITransport): IProtocol {
  const protocol = new thrift.TJSONProtocol(transport) as IJsonProtocol;
  const write = (text: string): void => {
    protocol.tstack.push(text);
  };

  // NaN and Infinity are not JSON. Thrift writes them as text.
  protocol.writeDouble = value =>
    write(
      Number.isFinite(value) ? String(value) : JSON.stringify(String(value))
    );

  // Small negative integers come out as -000000000007.
  protocol.writeI64 = value => write(String(value.buffer.readBigInt64BE(0)));

  // Text is escaped letter by letter.
  protocol.writeString = text =>
    write(JSON.stringify(text === null ? null : String(text)));

  // Each item of a list is cut out of the middle of an array: 100,000 rows take two minutes.
  protocol.writeListEnd = () => {
    const begin = protocol.tpos.pop() ?? 0;
    const items = protocol.tstack.splice(begin + 1);
    const head = protocol.tstack[begin] as unknown[];
    protocol.tstack[begin] = `[${head.concat(items).join(',')}]`;
  };
  return protocol;
}
