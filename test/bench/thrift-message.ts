/**
 * As much of Thrift's two protocols as a replaying relay needs: what a call asks for, apart from
 * who asks, and a reply under another call's number. Pure; reads no values of a result.
 */
import type { ThriftProtocol } from '../../server/thrift/calls';

export type Call = {
  protocol: ThriftProtocol;
  method: string;
  sequence: number;
  /** The same for all calls that ask for the same, whichever session and nonce they carry. */
  key: string;
  /** The statement, of those that carry one. */
  sql: string;
};

/** By method, the arguments that tell who asks or which time: session and nonce. */
const MASKED: Readonly<Record<string, readonly number[]>> = {
  sql_execute: [1, 4],
  sql_execute_df: [1]
};
const SQL = 2;

export function readCall(body: Buffer): Call {
  const { method, sequence, fields, protocol } =
    body[0] === 0x5b ? readJson(body) : readBinary(body);
  const masked = MASKED[method] ?? [];
  const kept = [...fields].filter(([id]) => !masked.includes(id));
  return {
    protocol,
    method,
    sequence,
    key: JSON.stringify([protocol, method, kept]),
    sql: method in MASKED ? String(fields.get(SQL) ?? '') : ''
  };
}

/** Whether the reply holds a result, and neither kind of error. */
export function isResult(reply: Buffer, protocol: ThriftProtocol): boolean {
  if (protocol === 'json') {
    return /^\[1,"[^"]*",2,\d+,\{"0":/.test(beginningOf(reply));
  }
  // Its number; then, of the result's struct, the first field: its type, and 0 as its ID.
  const field = sequenceAt(reply) + 4;
  return reply[3] === REPLY && reply.readInt16BE(field + 1) === 0;
}

/** The reply as chunks, of which the last, longest one is not copied. */
export function withSequence(
  reply: Buffer,
  protocol: ThriftProtocol,
  sequence: number
): Buffer[] {
  if (protocol === 'json') {
    const [whole, head = ''] =
      /^(\[1,"[^"]*",\d+,)\d+/.exec(beginningOf(reply)) ?? [];
    if (whole === undefined) {
      throw new Error('The database answered no Thrift message.');
    }
    return [Buffer.from(`${head}${sequence}`), reply.subarray(whole.length)];
  }
  const at = sequenceAt(reply);
  const head = Buffer.from(reply.subarray(0, at + 4));
  head.writeInt32BE(sequence, at);
  return [head, reply.subarray(at + 4)];
}

const REPLY = 2;
const TYPES = { bool: 2, i32: 8, string: 11 };

type Fields = Map<number, string | number | boolean>;
type Message = {
  protocol: ThriftProtocol;
  method: string;
  sequence: number;
  fields: Fields;
};

function readJson(body: Buffer): Message {
  const [, method, , sequence, args] = JSON.parse(body.toString()) as [
    number,
    string,
    number,
    number,
    Record<string, Record<string, string | number>>
  ];
  const fields: Fields = new Map(
    Object.entries(args).map(([id, typed]) => [
      Number(id),
      Object.values(typed)[0] ?? ''
    ])
  );
  return { protocol: 'json', method, sequence, fields };
}

/** Stops at the first argument of a type that no statement's call has. */
function readBinary(body: Buffer): Message {
  const numbered = sequenceAt(body);
  const fields: Fields = new Map();
  let at = numbered + 4;
  for (;;) {
    const type = body[at];
    const id = type ? body.readInt16BE(at + 1) : 0;
    at += 3;
    if (type === TYPES.string) {
      const length = body.readInt32BE(at);
      fields.set(id, body.toString('utf8', at + 4, at + 4 + length));
      at += 4 + length;
    } else if (type === TYPES.i32) {
      fields.set(id, body.readInt32BE(at));
      at += 4;
    } else if (type === TYPES.bool) {
      fields.set(id, body[at] === 1);
      at += 1;
    } else {
      break;
    }
  }
  return {
    protocol: 'binary',
    method: body.toString('utf8', 8, numbered),
    sequence: body.readInt32BE(numbered),
    fields
  };
}

/** After version and type, and the name with its length. */
const sequenceAt = (message: Buffer): number => 8 + message.readInt32BE(4);

const beginningOf = (reply: Buffer): string => reply.toString('utf8', 0, 200);
