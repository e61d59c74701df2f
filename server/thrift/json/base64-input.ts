/** Decodes base64 that arrives in pieces. Strict: anything else is an error. */

export class Base64Input {
  private rest = '';

  /** Answers what can be decoded already; the last group waits, as it may be padded. */
  push(piece: Buffer): Buffer {
    // A slash may be escaped in JSON, and its backslash have come in the piece before; no other
    // escape stands for anything here.
    const text = (this.rest + piece.toString('latin1')).replaceAll('\\/', '/');
    const usable = Math.max(0, Math.floor((text.length - 4) / 4) * 4);
    this.rest = text.slice(usable);
    return decode(text.slice(0, usable));
  }

  /** HeavyDB, as all of Thrift's C++, leaves the padding out. */
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
