/** Thrift's binary framing: found in any pieces, refused when spoilt, and never a hang or a crash. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Base64Input } from '../../../../server/thrift/json/base64-input';
import { BinaryInput } from '../../../../server/thrift/binary/binary-input';
import { quoteLongIntegers } from '../../../../server/thrift/json/json-input';
import {
  MalformedMessage,
  MessageScanner
} from '../../../../server/thrift/message-scanner';
import {
  changes,
  cut,
  inPiecesOf,
  pieceSizes,
  spoil
} from '../../../helpers/arbitrary-bytes';
import { anyMessage } from '../../../helpers/arbitrary-thrift';
import { runs } from '../../../helpers/fuzz';

const LIMIT = 1_000_000;
const bytes = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map(found => Buffer.from(found));

/** The message that is found; null where more is wanted. */
function scan(pieces: Buffer[]): Buffer | null {
  const scanner = new MessageScanner(LIMIT);
  for (const piece of pieces) {
    const found = scanner.push(piece);
    if (found) {
      return found;
    }
  }
  return null;
}

/** Bytes that the reader of pieces takes for the same message. */
async function walk(read: () => Promise<Buffer | null>): Promise<number> {
  let taken = 0;
  const input = new BinaryInput(async () => {
    const piece = await read();
    taken += piece?.length ?? 0;
    return piece;
  });
  await input.int32();
  await input.skip(11);
  await input.int32();
  await input.skip(12);
  return taken - input.available;
}

const malformed = (error: unknown): 'malformed' => {
  expect(error).toBeInstanceOf(MalformedMessage);
  return 'malformed';
};

test('a message is found in any pieces, and what follows it is left', () => {
  fc.assert(
    fc.property(anyMessage, bytes(50), pieceSizes, (message, more, sizes) => {
      const found = scan(cut(Buffer.concat([message, more]), sizes));
      expect(found?.equals(message)).toBe(true);
    }),
    { numRuns: runs(300) }
  );
});

test('a message that is cut is never found', () => {
  fc.assert(
    fc.property(anyMessage, fc.nat(), pieceSizes, (message, at, sizes) => {
      const part = message.subarray(0, at % message.length);
      expect(scan(cut(part, sizes))).toBeNull();
    }),
    { numRuns: runs(300) }
  );
});

test('a spoilt message is another one, unfinished or malformed; both readers agree', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyMessage,
      changes,
      pieceSizes,
      async (message, how, sizes) => {
        const spoilt = spoil(message, how);
        let found: Buffer | null | 'malformed';
        try {
          found = scan(cut(spoilt, sizes));
        } catch (error) {
          found = malformed(error);
        }
        const walked = await walk(inPiecesOf(spoilt, sizes)).catch(malformed);
        if (found instanceof Buffer && walked !== 'malformed') {
          expect(walked).toBe(found.length);
          expect(found.equals(spoilt.subarray(0, walked))).toBe(true);
        }
        if (found === null) {
          expect(walked).toBe('malformed');
        }
      }
    ),
    { numRuns: runs(300) }
  );
});

test('any bytes at all end in a message, a wish for more, or MalformedMessage', async () => {
  const beginnings = fc.constantFrom(
    '',
    '80010002',
    '80010003',
    '8001000200000000'
  );
  await fc.assert(
    fc.asyncProperty(
      beginnings,
      bytes(300),
      pieceSizes,
      async (beginning, rest, sizes) => {
        const all = Buffer.concat([Buffer.from(beginning, 'hex'), rest]);
        try {
          scan(cut(all, sizes));
        } catch (error) {
          malformed(error);
        }
        await walk(inPiecesOf(all, sizes)).catch(malformed);
      }
    ),
    { numRuns: runs(300) }
  );
});

test('base64 comes back in any pieces, with padding or without, its slashes escaped or not', () => {
  fc.assert(
    fc.property(
      bytes(200),
      pieceSizes,
      fc.boolean(),
      fc.boolean(),
      (given, sizes, isPadded, isEscaped) => {
        let text = given.toString('base64');
        text = isPadded ? text : text.replace(/=+$/, '');
        text = isEscaped ? text.replaceAll('/', '\\/') : text;
        const input = new Base64Input();
        const parts = cut(Buffer.from(text), sizes).map(piece =>
          input.push(piece)
        );
        expect(Buffer.concat([...parts, input.end()]).equals(given)).toBe(true);
      }
    ),
    { numRuns: runs(300) }
  );
});

test('what is no base64 is refused', () => {
  fc.assert(
    fc.property(
      bytes(100),
      fc.nat(),
      fc.constantFrom('!', ' ', '\\', '\\n', '\\u0041', '%', 'é', '=A'),
      pieceSizes,
      (given, at, wrong, sizes) => {
        const good = given.toString('base64').replace(/=+$/, '');
        const place = at % (good.length + 1);
        // That would be a slash, escaped.
        fc.pre(wrong !== '\\' || good[place] !== '/');
        const text = `${good.slice(0, place)}${wrong}${good.slice(place)}`;
        const input = new Base64Input();
        expect(() => {
          cut(Buffer.from(text), sizes).forEach(piece => input.push(piece));
          input.end();
        }).toThrow(RangeError);
      }
    ),
    {
      numRuns: runs(300),
      examples: [
        // Was decoded as "u0041".
        [Buffer.of(0), 0, '\\u0041', [1]]
      ]
    }
  );
});

test('long integers are put in quotes, and nothing else is changed', () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.string({ unit: 'grapheme' }).map(text => JSON.stringify(text))
  );
  fc.assert(
    fc.property(fc.array(number), items => {
      const parsed = JSON.parse(
        quoteLongIntegers(Buffer.from(`[${items.join(', ')}]`))
      ) as unknown[];
      expect(parsed).toEqual(
        items.map(item =>
          /^-?\d{16,}$/.test(item) ? item : (JSON.parse(item) as unknown)
        )
      );
    }),
    { numRuns: runs(300) }
  );
});
