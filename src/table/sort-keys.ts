/**
 * Turns a column's values into unsigned 32-bit words with the same order, so that a radix sort
 * needs no comparison: a million rows take tens of milliseconds. Pure.
 */
import { DataType, type Data, type Vector } from 'apache-arrow';
import { textReader } from './format-value';

export type SortKeys = {
  /** The words of every row's key, the least significant first. */
  words: Uint32Array[];
  /** 1 for a row that is NULL. */
  isNull: Uint8Array;
  /** Compares two rows with equal words, if the words alone do not decide. */
  compareRest?: (a: number, b: number) => number;
};

const SIGN = 0x80000000;

export function sortKeys(vector: Vector): SortKeys {
  const chunks = vector.data as readonly Data[];
  const isNull = nullsOf(chunks, vector.length);
  return { isNull, ...keysOf(vector.type as DataType, chunks, vector.length) };
}

function keysOf(
  type: DataType,
  chunks: readonly Data[],
  length: number
): Omit<SortKeys, 'isNull'> {
  if (DataType.isBool(type)) {
    return { words: [boolWord(chunks, length)] };
  }
  if (DataType.isDictionary(type)) {
    return { words: [rankWord(chunks, length)] };
  }
  if (DataType.isFloat(type)) {
    return { words: floatWords(chunks, length) };
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    return textKeys(chunks.flatMap(bytesOf));
  }
  const wordCount = wordsAValue(chunks[0]);
  if (wordCount > 0) {
    const isSigned = !DataType.isInt(type) || type.isSigned;
    return { words: integerWords({ chunks, length, wordCount, isSigned }) };
  }
  return textKeys(chunks.flatMap(formattedBytesOf));
}

function nullsOf(chunks: readonly Data[], length: number): Uint8Array {
  const isNull = new Uint8Array(length);
  let first = 0;
  for (const data of chunks) {
    if (data.nullCount > 0) {
      for (let i = 0; i < data.length; i++) {
        isNull[first + i] = data.getValid(i) ? 0 : 1;
      }
    }
    first += data.length;
  }
  return isNull;
}

function boolWord(chunks: readonly Data[], length: number): Uint32Array {
  const word = new Uint32Array(length);
  let first = 0;
  for (const data of chunks) {
    const bits = data.values as Uint8Array;
    for (let i = 0; i < data.length; i++) {
      const bit = data.offset + i;
      word[first + i] = ((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1;
    }
    first += data.length;
  }
  return word;
}

/**
 * IEEE 754: with the sign flipped, and all bits of negatives flipped, floats sort like their bits.
 */
function floatWords(chunks: readonly Data[], length: number): Uint32Array[] {
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  const double = new Float64Array(1);
  const [lowBits, highBits] = [0, 1];
  const bits = new Uint32Array(double.buffer);
  let row = 0;
  for (const data of chunks) {
    const values = data.values as Float32Array | Float64Array;
    for (let i = 0; i < data.length; i++, row++) {
      const value = values[i] ?? 0;
      // One zero and one NaN, whatever their signs.
      double[0] = value === 0 ? 0 : Number.isNaN(value) ? NaN : value;
      const turn = (bits[highBits] ?? 0) & SIGN ? 0xffffffff : 0;
      low[row] = (bits[lowBits] ?? 0) ^ turn;
      high[row] = (bits[highBits] ?? 0) ^ (turn | SIGN);
    }
  }
  return [low, high];
}

/** Number of 32-bit words of one fixed-width value; 0 for other types. */
function wordsAValue(data: Data | undefined): number {
  const values: unknown = data?.values;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return 2;
  }
  if (data && DataType.isDecimal(data.type)) {
    return data.type.bitWidth / 32;
  }
  return ArrayBuffer.isView(values) && !(values instanceof DataView) ? 1 : 0;
}

/** Integers, and types stored as integers: decimals, dates, times, timestamps. */
function integerWords({
  chunks,
  length,
  wordCount,
  isSigned
}: {
  chunks: readonly Data[];
  length: number;
  wordCount: number;
  isSigned: boolean;
}): Uint32Array[] {
  const words = Array.from(
    { length: wordCount },
    () => new Uint32Array(length)
  );
  let first = 0;
  for (const data of chunks) {
    const values = data.values as Int32Array;
    const stored =
      wordCount === 1
        ? values
        : new Uint32Array(
            values.buffer,
            values.byteOffset,
            wordCount * data.length
          );
    words.forEach((word, index) => {
      const turn = isSigned && index === wordCount - 1 ? SIGN : 0;
      for (let i = 0; i < data.length; i++) {
        word[first + i] = (stored[i * wordCount + index] ?? 0) ^ turn;
      }
    });
    first += data.length;
  }
  return words;
}

/** The rank of every row's entry among the used entries of its dictionary. */
function rankWord(chunks: readonly Data[], length: number): Uint32Array {
  const ranks = new Map<string, number>();
  const tables = new Map<unknown, (string | undefined)[]>();
  for (const data of chunks) {
    const texts = tables.get(data.dictionary) ?? [];
    tables.set(data.dictionary, texts);
    const read = textReader(data);
    const codes = data.values as ArrayLike<number | bigint>;
    for (let i = 0; i < data.length; i++) {
      const code = Number(codes[i]);
      if (texts[code] === undefined) {
        const text = read(i);
        if (text !== null) {
          texts[code] = text;
          ranks.set(text, 0);
        }
      }
    }
  }
  const entries = [...ranks.keys()];
  const encoder = new TextEncoder();
  const bytes = entries.map(entry => encoder.encode(entry));
  entries
    .map((_, index) => index)
    .sort((a, b) => compareBytes(bytes[a], bytes[b]))
    .forEach((index, rank) => ranks.set(entries[index] as string, rank));
  const word = new Uint32Array(length);
  let row = 0;
  for (const data of chunks) {
    const codeRanks = (tables.get(data.dictionary) ?? []).map(
      text => ranks.get(text as string) ?? 0
    );
    const codes = data.values as ArrayLike<number | bigint>;
    for (let i = 0; i < data.length; i++, row++) {
      word[row] = codeRanks[Number(codes[i])] ?? 0;
    }
  }
  return word;
}

type Bytes = Uint8Array | undefined;

function bytesOf(data: Data): Bytes[] {
  const offsets = data.valueOffsets as ArrayLike<number | bigint>;
  const bytes = data.values as Uint8Array;
  return Array.from({ length: data.length }, (_, i) =>
    bytes.subarray(Number(offsets[i]), Number(offsets[i + 1]))
  );
}

function formattedBytesOf(data: Data): Bytes[] {
  const read = textReader(data);
  const encoder = new TextEncoder();
  return Array.from({ length: data.length }, (_, i) =>
    encoder.encode(read(i) ?? '')
  );
}

/** UTF-8 bytes sort like code points; the first eight are the key. */
function textKeys(texts: readonly Bytes[]): Omit<SortKeys, 'isNull'> {
  const low = new Uint32Array(texts.length);
  const high = new Uint32Array(texts.length);
  texts.forEach((text, row) => {
    high[row] = bigEndian(text, 0);
    low[row] = bigEndian(text, 4);
  });
  return {
    words: [low, high],
    compareRest: (a, b) => compareBytes(texts[a], texts[b])
  };
}

const bigEndian = (text: Bytes, from: number): number =>
  ((text?.[from] ?? 0) << 24) |
  ((text?.[from + 1] ?? 0) << 16) |
  ((text?.[from + 2] ?? 0) << 8) |
  (text?.[from + 3] ?? 0);

function compareBytes(a: Bytes, b: Bytes): number {
  const [aLength, bLength] = [a?.length ?? 0, b?.length ?? 0];
  const shared = Math.min(aLength, bLength);
  for (let i = 0; i < shared; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return aLength - bLength;
}
