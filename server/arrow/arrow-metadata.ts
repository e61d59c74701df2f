/**
 * Checks the metadata of one message of an Arrow stream before a browser reads it. Apache's
 * JavaScript library trusts every count: a few corrupt bytes made it allocate gigabytes. The field
 * numbers are from Arrow's format/Message.fbs and Schema.fbs.
 */
import { FlatTable } from './flatbuffer';

/** Members of the union MessageHeader. */
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
/** Members of the union Type that contain more than numbers. */
const TIMESTAMP = 10;
const UNION = 14;

const DEPTH_LIMIT = 64;
/**
 * The size of a FieldNode (length, null count) and of a Buffer (offset, length): two 64-bit
 * numbers.
 */
const PAIR = 16;

export type ArrowMessage = {
  isSchema: boolean;
  /** Rows of a record batch; 0 for other messages. */
  rows: number;
  /** Number of bytes of the body, which follows the metadata. */
  bodyLength: number;
};

/** Throws a RangeError if the metadata is malformed. */
export function readArrowMessage(metadata: Uint8Array): ArrowMessage {
  const message = FlatTable.root(metadata);
  const type = message.uint8(1);
  const bodyLength = message.int64(3);
  checkPairs(message, 4);
  const header = message.table(2);
  if (!header) {
    throw new RangeError('a message has no header');
  }
  let rows = 0;
  if (type === SCHEMA) {
    checkFields(header.tables(1));
    checkPairs(header, 2);
    header.vector(3, 8);
  } else if (type === RECORD_BATCH) {
    rows = checkBatch(header, bodyLength);
  } else if (type === DICTIONARY_BATCH) {
    const data = header.table(1);
    if (!data) {
      throw new RangeError('a dictionary has no data');
    }
    checkBatch(data, bodyLength);
  }
  return { isSchema: type === SCHEMA, rows, bodyLength };
}

function checkFields(fields: FlatTable[], depth = 0): void {
  for (const field of fields) {
    if (depth === DEPTH_LIMIT) {
      throw new RangeError('its schema is nested too deep');
    }
    field.vector(0, 1);
    const type = field.table(3);
    const kind = field.uint8(2);
    if (kind === TIMESTAMP) {
      type?.vector(1, 1);
    } else if (kind === UNION) {
      type?.vector(1, 4);
    }
    field.table(4)?.table(1);
    checkFields(field.tables(5), depth + 1);
    checkPairs(field, 6);
  }
}

/** A vector of KeyValue, each with two strings. */
function checkPairs(table: FlatTable, field: number): void {
  for (const pair of table.tables(field)) {
    pair.vector(0, 1);
    pair.vector(1, 1);
  }
}

/** Returns the number of rows. */
function checkBatch(batch: FlatTable, bodyLength: number): number {
  const rows = batch.int64(0);
  const nodes = batch.vector(1, PAIR);
  const buffers = batch.vector(2, PAIR);
  batch.vector(4, 8);
  for (let index = 0; index < nodes.count; index++) {
    batch.countAt(nodes.at + PAIR * index);
    batch.countAt(nodes.at + PAIR * index + 8);
  }
  for (let index = 0; index < buffers.count; index++) {
    const offset = batch.countAt(buffers.at + PAIR * index);
    const length = batch.countAt(buffers.at + PAIR * index + 8);
    if (offset + length > bodyLength) {
      throw new RangeError('its columns do not fit into it');
    }
  }
  // A column has at least one bit a row. Only columns of type Null have no buffers.
  if (buffers.count > 0 && rows > 8 * bodyLength) {
    throw new RangeError('it has more rows than bits');
  }
  return rows;
}
