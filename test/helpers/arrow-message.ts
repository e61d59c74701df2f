/**
 * Builds messages of an Arrow stream by hand, with the field numbers of Arrow's Message.fbs and
 * Schema.fbs.
 */
import {
  flatbuffer,
  type FlatNode,
  longs,
  table,
  tables,
  text
} from './flatbuffer-writer';

export type MessageFields = {
  /** Of the union MessageHeader: 1 a schema, 2 a dictionary batch, 3 a record batch. */
  type: number;
  header: FlatNode | null;
  bodyLength?: bigint;
};

/** The metadata of a message, without the mark and its length. */
export const arrowMessage = (of: MessageFields): Buffer =>
  flatbuffer(table(null, of.type, of.header, of.bodyLength ?? 0n));

/** With the continuation mark, as since Arrow 0.15, and its length. */
export function framed(metadata: Buffer): Buffer {
  const head = Buffer.alloc(8, 0xff);
  head.writeUInt32LE(metadata.length, 4);
  return Buffer.concat([head, metadata]);
}

export type FieldFields = {
  /** Of the union Type: 2 an integer, 10 a timestamp, 14 a union. */
  kind?: number;
  type?: FlatNode | null;
  children?: FlatNode;
};

export const field = ({
  kind = 2,
  type = null,
  children = tables()
}: FieldFields = {}): FlatNode =>
  table(text('n'), 1, kind, type, null, children, tables());

export const schema = (...fields: FlatNode[]): FlatNode =>
  table(null, tables(...fields), tables());

export type BatchFields = {
  rows: bigint;
  /** Length and null count of each column, one after the other. */
  nodes?: bigint[];
  /** Offset and length of each buffer in the body, one after the other. */
  buffers?: bigint[];
};

export const batch = ({
  rows,
  nodes = [],
  buffers = []
}: BatchFields): FlatNode =>
  table(rows, longs(2, ...nodes), longs(2, ...buffers));
