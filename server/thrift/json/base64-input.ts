/** Decodes base64 that arrives in pieces. Strict: everything else is an error. */

export class Base64Input {
  private rest = '';

  /** Returns what can be decoded now. The last group waits, because it may be padded. */
  push(piece: Buffer): Buffer {
    // JSON may escape a slash, and its backslash may be in the previous piece. No other escape is
    // valid here.
    const text = (this.rest + piece.toString('latin1')).replaceAll('\\/', '/');
    const usable = Math.max(0, Math.floor((text.length - 4) / 4) * 4);
    this.rest = text.slice(usable);
    return decode(text.slice(0, usable));
  }

  /** HeavyDB, like all of Thrift's C++, omits the padding. */
  end(): Buffer {
    return decode(this.rest.replace(/={1,2}$/, ''));
  }
}

function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (
    text.length % 4 === 1 ||
    bytes.length !== Math.floor(text.length * 0.75)
  ) {
    throw new RangeError('it holds no base64 where it should');
  }
  return bytes;
}
