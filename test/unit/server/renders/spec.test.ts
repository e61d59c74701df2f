/** What of a spec's text reaches the database. */
import { expect, test } from 'vitest';
import { checkedSpec } from '../../../../server/renders/spec';

const sqlSent = (sql: string): unknown => {
  const text = JSON.stringify({
    ...{ width: 10, height: 10 },
    data: [{ name: 'flights', sql }],
    marks: []
  });
  const sent = JSON.parse(checkedSpec(text)) as { data: { sql: string }[] };
  return sent.data[0]!.sql;
};

test.each([
  ['SELECT a\nFROM t', 'SELECT a FROM t'],
  ['SELECT a -- the first\r\nFROM t', 'SELECT a   FROM t'],
  ['SELECT a, /* not\nb */ c FROM t', 'SELECT a,   c FROM t'],
  ['SELECT /*+ cpu_mode */ a FROM t', 'SELECT /*+ cpu_mode */ a FROM t'],
  ['SELECT \'--\' AS "a--b" FROM t\n', 'SELECT \'--\' AS "a--b" FROM t']
])('the database drops line ends: %j is sent as %j', (sql, sent) => {
  expect(sqlSent(sql)).toBe(sent);
});
