import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { pythonLiteral } from '../../src/cells/python-literal';
import { testPython } from '../helpers/python';

const AWKWARD = [
  '',
  'SELECT 1',
  "SELECT \"a\" FROM t WHERE b = 'it''s'",
  "SELECT '$&', '$1', '{{query}}', '%s', '{x}'",
  "SELECT 'C:\\new\\table'",
  'SELECT 1\nFROM t\n',
  'SELECT """\nFROM t"',
  'SELECT "x"\nFROM "t""',
  'SELECT 1\nFROM """',
  '""""\n"""""',
  'ends with a backslash \\',
  'two lines\nand a backslash \\',
  'a\r\nb\tc\u0000d\u007f',
  'übergroß 東京 😀'
];

describe('a Python literal', () => {
  test('is read back by Python as the very text, whatever stands in it', () => {
    const literals = AWKWARD.map(pythonLiteral);
    const script =
      'import ast, json, sys; print(json.dumps([ast.literal_eval(x) for x in json.load(sys.stdin)]))';
    const printed = execFileSync(testPython(), ['-c', script], {
      input: JSON.stringify(literals),
      encoding: 'utf8'
    });
    expect(JSON.parse(printed)).toEqual(AWKWARD);
  });
});
