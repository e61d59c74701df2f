import fc from 'fast-check';
import { isIPv6 } from 'node:net';
import { expect, test } from 'vitest';
import { isLinkLocal } from '../../../../server/transport/link-local';
import { readDatabaseAddress } from '../../../../server/session/database-address';
import { nameOf } from '../../../../server/transport/target';
import { runs } from '../../../helpers/fuzz';

const NAMES = { protocol: 'P', host: 'H', port: 'N' };
const read = (env: NodeJS.ProcessEnv, given = {}) =>
  readDatabaseAddress({
    names: NAMES,
    env: { P: 'http', H: 'db', N: '6278', ...env },
    given
  });
const hostOf = (text: string): string | undefined =>
  read({ H: text }).target?.host;

const pieces = fc.constantFrom(
  ...[
    'db',
    'db.example',
    'bücher.example',
    '例え.jp',
    '10.0.0.1',
    '::1',
    '-',
    '_'
  ],
  ...['[', ']', ':', '/', '@', '%', '?', '#', '\\', ' ', '\t', '\0', '.', '..'],
  ...[
    'http://',
    'user:pw@',
    '6274',
    'fe80::1%eth0',
    '\u3002',
    '\u00ad',
    '\u2100'
  ]
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(pieces, { maxLength: 6 }).map(parts => parts.join('')),
  fc.webAuthority({ withUserInfo: true, withPort: true, withIPv6: true }),
  fc.integer().map(String),
  fc.double().map(String)
);
const maybe = fc.option(text, { nil: undefined });

test('any values at all are a target that makes sense, or a fault that names what to mend', () => {
  const given = fc.record({ protocol: maybe, host: maybe, port: maybe });
  fc.assert(
    fc.property(maybe, maybe, maybe, given, (P, H, N, given) => {
      const { target, fault, connection } = readDatabaseAddress({
        names: NAMES,
        env: { P, H, N },
        given
      });
      expect(target === null).toBe(fault !== null);
      for (const value of Object.values(connection)) {
        expect(value).toBe(value.trim());
      }
      if (fault) {
        expect(fault.code).toMatch(
          /^(environment_missing|config_invalid|session_manager_invalid)$/
        );
        expect(fault.message).toMatch(
          /variables? [PHN]\b|(protocol|host|port) /
        );
      }
      if (target) {
        expect(['http', 'https', 'binary']).toContain(target.protocol);
        expect(Number.isInteger(target.port)).toBe(true);
        expect(target.port >= 1 && target.port <= 65_535).toBe(true);
        // Neither user, path, port nor bracket; a zone belongs to IPv6 only.
        expect(isIPv6(target.host) || /^[\w.-]+$/.test(target.host)).toBe(true);
        expect(isLinkLocal(target.host)).toBe(false);
        expect(target.host.length).toBeLessThanOrEqual(253);
      }
    }),
    { numRuns: runs(1000) }
  );
});

test('a host that was taken is taken again, as it is', () => {
  fc.assert(
    fc.property(text, text => {
      const host = hostOf(text);
      if (host !== undefined) {
        expect(hostOf(host)).toBe(host);
      }
    }),
    { numRuns: runs(1000) }
  );
});

test('a host may have a protocol before it, and blanks around', () => {
  const blanks = fc.constantFrom('', ' ', '\n', '\t ');
  const scheme = fc.constantFrom('http://', 'HTTPS://', 'binary://');
  fc.assert(
    fc.property(fc.domain(), scheme, blanks, (host, scheme, blanks) => {
      const expected = host.toLowerCase();
      expect(hostOf(blanks + scheme + host + blanks)).toBe(expected);
      expect(hostOf(`${scheme}${host}/`)).toBe(expected);
    }),
    { numRuns: runs(300) }
  );
});

test('user, path, query and port are refused, whatever the host', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  fc.assert(
    fc.property(fc.domain(), part, (host, part) => {
      const spoilt = [
        ...[`${part}@${host}`, `${part}:${part}@${host}`, `${host}/${part}`],
        ...[`${host}?${part}`, `${host}#${part}`, `${host}\\${part}`],
        ...[`${host}:6274`, `${host}%${part}`, `${host} ${part}`]
      ];
      for (const text of spoilt) {
        expect(read({ H: text }).fault?.code).toBe('config_invalid');
      }
    }),
    { numRuns: runs(300) }
  );
});

test('an IPv6 address is the same in brackets and without, and named in one pair', () => {
  const zone = fc.constantFrom('', '%eth0', '%1');
  const addresses = fc.ipV6().filter(address => !isLinkLocal(address));
  fc.assert(
    fc.property(addresses, zone, (address, zone) => {
      const host = address + zone;
      expect(hostOf(host)).toBe(host);
      expect(hostOf(`[${host}]`)).toBe(host);
      expect(hostOf(`http://[${host}]`)).toBe(host);
      expect(hostOf(`[${host}`)).toBeUndefined();
      expect(hostOf(`[[${host}]]`)).toBeUndefined();
      expect(hostOf(`[${host}]:6274`)).toBeUndefined();
      const target = { protocol: 'http', host, port: 6274 } as const;
      expect(nameOf(target)).toBe(`[${host}]:6274`);
    }),
    { numRuns: runs(300) }
  );
});

test('a host of any script becomes ASCII, the same in capitals', () => {
  const label = fc.stringMatching(/^[a-zäöüéλд例]{1,10}$/);
  fc.assert(
    fc.property(label, label, (first, second) => {
      const host = `${first}.${second}.example`;
      expect(hostOf(host)).toMatch(/^[a-z0-9.-]+$/);
      expect(hostOf(host.toLocaleUpperCase('en'))).toBe(hostOf(host));
    }),
    { numRuns: runs(300) }
  );
});

test('a port is its decimal digits and nothing else', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10, max: 100_000 }),
      fc.boolean(),
      (port, isGiven) => {
        const text = String(port);
        const found = isGiven ? read({}, { port: text }) : read({ N: text });
        const isPort = port >= 1 && port <= 65_535;
        expect(found.target?.port).toBe(isPort ? port : undefined);
        for (const spoilt of [
          `${text}x`,
          `+${text}`,
          `0x${text}`,
          `${text}.0`,
          `${text}e0`
        ]) {
          expect(read({ N: spoilt }).target).toBeNull();
        }
      }
    ),
    { numRuns: runs(300) }
  );
});
