/** Reads the reply to `sql_execute` in Thrift's binary protocol, without one object per value. */
import { BinaryInput, type ReadBytes, TYPE } from './binary-input';
import { beginReply, endReply, type ExpectedReply } from './binary-reply';
import type { ColumnsAnswer } from '../calls';
import { type Column, ColumnValues } from '../columns';
import type { IBudget } from '../budget';
import { MalformedMessage } from '../message-scanner';

/**
 * A description may take one byte while its column takes many, so a list of descriptions must not
 * fill the memory.
 */
const MAX_COLUMNS = 16_384;

export type BinaryColumnsOptions = {
  read: ReadBytes;
  expected: ExpectedReply;
  budget: IBudget;
};

export async function readBinaryColumns(
  options: BinaryColumnsOptions
): Promise<ColumnsAnswer> {
  const input = new BinaryInput(options.read);
  await beginReply(input, options.expected);
  const answer: ColumnsAnswer = {
    columns: [],
    queryType: null,
    executionTimeMs: 0
  };
  await input.struct(async (id, type) => {
    if (id === 1 && type === TYPE.STRUCT) {
      answer.columns = await readRowSet(input, options.budget);
    } else if (id === 2 && type === TYPE.I64) {
      answer.executionTimeMs = Number(await input.int64());
    } else if (id === 7 && type === TYPE.I32) {
      answer.queryType = await input.int32();
    } else {
      await input.skip(type);
    }
  });
  await endReply(input);
  if (input.available > 0) {
    throw new MalformedMessage('something follows it');
  }
  return answer;
}

async function readRowSet(
  input: BinaryInput,
  budget: IBudget
): Promise<Column[]> {
  const columns: Column[] = [];
  let read = 0;
  await input.struct(async (id, type) => {
    if (id === 1 && type === TYPE.LIST) {
      for (
        let remaining = await input.list(TYPE.STRUCT);
        remaining > 0;
        remaining--
      ) {
        if (columns.length === MAX_COLUMNS) {
          throw new MalformedMessage('it has more columns than a table can');
        }
        columns.push(await readDescription(input, budget));
      }
    } else if (id === 3 && type === TYPE.LIST) {
      read = await input.list(TYPE.STRUCT);
      if (read > 0 && read !== columns.length) {
        throw new MalformedMessage(
          'it has not as many columns as it describes'
        );
      }
      for (const { values } of columns.slice(0, read)) {
        await readColumn(input, values);
        if (values.length !== columns[0]!.values.length) {
          throw new MalformedMessage('its columns are not of one length');
        }
      }
    } else {
      await input.skip(type);
    }
  });
  return columns;
}

async function readDescription(
  input: BinaryInput,
  budget: IBudget
): Promise<Column> {
  let name = '';
  const type = { type: 0, precision: 0, scale: 0, is_array: false };
  await input.struct(async (id, kind) => {
    if (id === 1 && kind === TYPE.STRING) {
      name = await input.text();
    } else if (id === 2 && kind === TYPE.STRUCT) {
      await input.struct(async (field, fieldKind) => {
        if (field === 1 && fieldKind === TYPE.I32) {
          type.type = await input.int32();
        } else if (field === 3 && fieldKind === TYPE.BOOL) {
          type.is_array = (await input.int8()) !== 0;
        } else if (field === 5 && fieldKind === TYPE.I32) {
          type.precision = await input.int32();
        } else if (field === 6 && fieldKind === TYPE.I32) {
          type.scale = await input.int32();
        } else {
          await input.skip(fieldKind);
        }
      });
    } else {
      await input.skip(kind);
    }
  });
  return { name, type, values: new ColumnValues(type, budget) };
}

async function readColumn(
  input: BinaryInput,
  values: ColumnValues
): Promise<void> {
  await input.struct(async (id, type) => {
    if (id === 1 && type === TYPE.STRUCT) {
      await input.struct(async (slot, kind) => {
        if (slot === values.slot && kind === TYPE.LIST) {
          await readValues(input, values);
        } else {
          await input.skip(kind);
        }
      });
    } else if (id === 2 && type === TYPE.LIST) {
      for (let remaining = await input.list(TYPE.BOOL); remaining > 0;) {
        await input.need(1);
        const count = Math.min(remaining, input.available);
        values.readNulls(input.buffer, input.at, count);
        input.at += count;
        remaining -= count;
      }
    } else {
      await input.skip(type);
    }
  });
  values.check();
}

async function readValues(
  input: BinaryInput,
  values: ColumnValues
): Promise<void> {
  const { numbers, text, items } = values;
  if (numbers) {
    const element = values.slot === 1 ? TYPE.I64 : TYPE.DOUBLE;
    let remaining = await input.list(element);
    numbers.reserve(remaining);
    while (remaining > 0) {
      await input.need(8);
      const count = Math.min(remaining, input.available >> 3);
      numbers.read(input.buffer, input.at, count);
      input.at += 8 * count;
      remaining -= count;
    }
    return;
  }
  let remaining = await input.list(text ? TYPE.STRING : TYPE.STRUCT);
  values.reserve(remaining);
  for (; remaining > 0; remaining--) {
    if (items) {
      await readColumn(input, items);
    } else if (!readTextAtHand(input, values)) {
      await readText(input, values);
    }
    values.endItem();
  }
}

/** The common case: the current piece contains the whole text. */
function readTextAtHand(input: BinaryInput, { text }: ColumnValues): boolean {
  const { buffer, at } = input;
  if (buffer.length - at < 4) {
    return false;
  }
  const size = buffer.readInt32BE(at);
  const end = at + 4 + size;
  if (size < 0 || end > buffer.length) {
    return false;
  }
  text!.reserve(size);
  let to = text!.length;
  if (size < 32) {
    // For a few bytes, calling `copy` costs more than the bytes.
    for (let from = at + 4; from < end; from++) {
      text!.bytes[to++] = buffer[from]!;
    }
  } else {
    buffer.copy(text!.bytes, to, at + 4, end);
  }
  text!.length += size;
  input.at = end;
  return true;
}

async function readText(
  input: BinaryInput,
  { text }: ColumnValues
): Promise<void> {
  let remaining = await input.size();
  text!.reserve(remaining);
  while (remaining > 0) {
    const bytes = await input.take(remaining);
    text!.bytes.set(bytes, text!.length);
    text!.length += bytes.length;
    remaining -= bytes.length;
  }
}
