import { expect, test } from 'vitest';
import {
  JsonInput,
  quoteLongIntegers
} from '../../../../../server/thrift/json/json-input';

test.each([
  ['[9007199254740993]', '["9007199254740993"]'],
  ['[-9223372036854775808,1]', '["-9223372036854775808",1]'],
  ['[123456789012345]', '[123456789012345]'],
  ['["9007199254740993"]', '["9007199254740993"]'],
  ['["a\\"9007199254740993"]', '["a\\"9007199254740993"]'],
  ['["a\\\\",9007199254740993]', '["a\\\\","9007199254740993"]'],
  ['[0.12345678901234567]', '[0.12345678901234567]'],
  ['[1.2345678901234567e+19]', '[1.2345678901234567e+19]'],
  ['{"ü":9007199254740993,"b":"ü"}', '{"ü":"9007199254740993","b":"ü"}'],
  ['["unterminated 9007199254740993', '["unterminated 9007199254740993']
])('of %s makes %s', (text, expected) => {
  expect(quoteLongIntegers(Buffer.from(text))).toBe(expected);
});

test('reads values exactly', () => {
  const input = new JsonInput(
    Buffer.from(
      '[1,"m",2,5,{"0":{"lst":["i64",3,1,-9007199254740993,0]},"1":{"dbl":"NaN"}}]'
    )
  );
  expect(input.readMessageBegin()).toEqual({ fname: 'm', mtype: 2, rseqid: 5 });
  input.readStructBegin();
  expect(input.readFieldBegin()).toMatchObject({ ftype: 15, fid: 0 });
  expect(input.readListBegin()).toEqual({ etype: 10, size: 3 });
  expect([1, 2, 3].map(() => input.readI64())).toEqual([
    1n,
    -9007199254740993n,
    0n
  ]);
  input.readListEnd();
  input.readFieldEnd();
  expect(input.readFieldBegin().fid).toBe(1);
  expect(input.readDouble()).toBeNaN();
  input.readFieldEnd();
  expect(input.readFieldBegin().ftype).toBe(0);
});

test.each(['{"a":1}', '[2,"m",2,1,{}]', '[1,"m",2,1]', '', 'null'])(
  'refuses the message %s',
  text => {
    expect(() => new JsonInput(Buffer.from(text))).toThrow();
  }
);

test('refuses a list that is shorter than it says', () => {
  const input = new JsonInput(
    Buffer.from('[1,"m",2,1,{"0":{"lst":["str",2000000000,"a"]}}]')
  );
  input.readMessageBegin();
  input.readStructBegin();
  input.readFieldBegin();
  expect(() => input.readListBegin()).toThrow(TypeError);
});
