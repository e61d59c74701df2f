import { describe, expect, test } from 'vitest';
import { findPassword } from '../../../../server/credentials/parse-password-file';

const TARGET = {
  server: 'prod',
  protocol: 'https',
  host: 'db.example.com',
  port: '6278',
  user: 'ada',
  database: 'flights'
};
const found = (text: string, target = {}) =>
  findPassword(text, { ...TARGET, ...target });

test('the first line that matches counts, however close a later one is', () => {
  const text = [
    '# host:port:database:user:password',
    '',
    'other.example.com:6278:flights:ada:other',
    '*:*:*:ada:first',
    'db.example.com:6278:flights:ada:second'
  ].join('\n');
  expect(found(text)).toEqual({ password: 'first', line: 4 });
});

test.each([
  ['host', 'x:6278:flights:ada:p'],
  ['port', 'db.example.com:6274:flights:ada:p'],
  ['database', 'db.example.com:6278:cities:ada:p'],
  ['user', 'db.example.com:6278:flights:bob:p'],
  ['user in capitals', 'db.example.com:6278:flights:ADA:p']
])('a line of another %s does not match', (_name, line) => {
  expect(found(line)).toBeNull();
});

test('hosts have no case', () => {
  expect(found('DB.Example.com:6278:flights:ada:p')?.password).toBe('p');
});

describe('escapes', () => {
  test('a colon and a backslash are written with a backslash', () => {
    const line = String.raw`\:\:1:6278:a\\b:ada:p\:a\\ss\\`;
    const target = { host: '::1', database: 'a\\b' };
    expect(found(line, target)?.password).toBe('p:a\\ss\\');
  });

  test('an escaped star is a star, and so is one of several characters', () => {
    expect(found(String.raw`\*:*:*:*:p`)).toBeNull();
    expect(found(String.raw`\*:*:*:*:p`, { host: '*' })?.password).toBe('p');
    expect(found('db*:*:*:*:p')).toBeNull();
  });

  test('a backslash at the end stands for itself', () => {
    expect(found('*:*:*:*:p\\')?.password).toBe('p\\');
  });
});

test('blanks belong to what they stand in, and a CR to the end of the line', () => {
  expect(found('*:*:*:*: p \r\n')?.password).toBe(' p ');
});

test.each([
  ['too few fields', '*:*:*:secret', 'has 4 of the five fields'],
  ['a colon in the password', '*:*:*:*:sec:ret', 'more than the five fields']
])(
  'a line of %s is told by its number, never by what it says',
  (_name, line, says) => {
    const read = () => found(`# one\n${line}\n*:*:*:*:p`);
    expect(read).toThrow(expect.objectContaining({ line: 2 }));
    expect(read).toThrow(says);
    expect(read).not.toThrow(/sec/);
  }
);

test('what is wrong below the line that matches is no matter', () => {
  expect(found('*:*:*:*:p\nnonsense')?.password).toBe('p');
});
