/**
 * The envelope of every reply in Thrift's binary protocol: which call it answers, and whether it is
 * an exception.
 */
import { type BinaryInput, TYPE } from './binary-input';
import { MalformedMessage } from '../message-scanner';
import {
  applicationError,
  type DatabaseError,
  declaredError
} from '../database-error';

const STRICT_VERSION_1 = 0x8001;
const REPLY = 2;
const EXCEPTION = 3;

export type ExpectedReply = { method: string; sequence: number };

/**
 * Reads up to the result, which is field 0 and a struct. The caller reads it and then calls {@link
 * endReply}. Throws a {@link DatabaseError} if the reply is an exception.
 */
export async function beginReply(
  input: BinaryInput,
  expected: ExpectedReply
): Promise<void> {
  await readHeader(input, expected);
  for (;;) {
    const type = await input.int8();
    if (type === TYPE.STOP) {
      throw new MalformedMessage('it holds no result');
    }
    const id = await input.int16();
    if (id === 0 && type === TYPE.STRUCT) {
      return;
    }
    if (id === 1 && type === TYPE.STRUCT) {
      throw await readException(input, false);
    }
    await input.skip(type);
  }
}

/** Reads the rest after the result. */
export async function endReply(input: BinaryInput): Promise<void> {
  await input.struct((_id, type) => input.skip(type));
}

async function readHeader(
  input: BinaryInput,
  { method, sequence }: ExpectedReply
): Promise<void> {
  const version = (await input.int16()) & 0xffff;
  const kind = (await input.int16()) & 0xff;
  if (version !== STRICT_VERSION_1) {
    throw new MalformedMessage('it does not begin as Thrift does');
  }
  const name = await input.text();
  // Some servers answer an unknown method with another name.
  if (
    (await input.int32()) !== sequence ||
    (kind === EXCEPTION ? false : kind !== REPLY || name !== method)
  ) {
    throw new MalformedMessage('it is the answer to another call');
  }
  if (kind === EXCEPTION) {
    throw await readException(input, true);
  }
}

async function readException(
  input: BinaryInput,
  isApplicationException: boolean
): Promise<DatabaseError> {
  let text = '';
  let kind = 0;
  await input.struct(async (id, type) => {
    if (id === 1 && type === TYPE.STRING) {
      text = await input.text();
    } else if (id === 2 && type === TYPE.I32) {
      kind = await input.int32();
    } else {
      await input.skip(type);
    }
  });
  return isApplicationException
    ? applicationError(text, kind)
    : declaredError(text);
}
