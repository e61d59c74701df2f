import { expect, test } from 'vitest';
import {
  requireAllowed,
  resolveAllow
} from '../../../../server/servers/server-policy';
import { parseTarget } from '../../../../server/transport/target';

test.each([
  ['auto', false, {}, 'any'],
  ['auto', true, {}, 'listed'],
  ['auto', false, { JUPYTERHUB_USER: 'ada' }, 'listed'],
  ['any', true, { JUPYTERHUB_USER: 'ada' }, 'any'],
  ['handover', false, {}, 'handover']
] as const)('%s, hand-over %s, %j: %s', (allow, hasHandover, env, resolved) => {
  expect(resolveAllow(allow, { hasHandover, env })).toBe(resolved);
});

const refusalOf = (host: string, port: string, patterns: string[]): string => {
  const target = parseTarget({ protocol: 'https', host, port });
  try {
    requireAllowed(target, { allow: 'any', patterns });
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each([
  ['db.example', '443', []],
  ['db.example', '443', ['db.example:443']],
  ['DB.example', '443', ['db.EXAMPLE:443']],
  ['a.b.internal', '6274', ['x:1', '*.internal:*']]
])('%s:%s passes %j', (host, port, patterns) => {
  expect(refusalOf(host, port, patterns)).toBe('none');
});

test.each([
  ['db.example', '444', ['db.example:443']],
  ['dbXexample', '443', ['db.example:443']],
  ['db.example.evil', '443', ['db.example:443']],
  ['internal.evil', '443', ['*.internal:*']],
  ['evil', '443', ['']]
])('%s:%s does not pass %j', (host, port, patterns) => {
  expect(refusalOf(host, port, patterns)).toBe('connection_forbidden');
});
