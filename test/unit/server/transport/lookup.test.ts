/** With the real resolver: it reads numbers as addresses without asking anybody. */
import { promisify } from 'node:util';
import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { lookup } from '../../../../server/transport/lookup';
import { networkError } from '../../../../server/transport/network-error';

const TARGET = { protocol: 'http', host: 'db', port: 6278 } as const;
const addressesOf = async (host: string): Promise<string[]> => {
  const all = promisify<string, { all: true }, LookupAddress[]>(
    lookup as never
  );
  return (await all(host, { all: true })).map(({ address }) => address);
};

test('a name leads to its addresses', async () => {
  for (const address of await addressesOf('localhost')) {
    expect(['127.0.0.1', '::1']).toContain(address);
  }
});

test('the first of them, where one is asked for', async () => {
  const found = await new Promise((resolve, reject) =>
    lookup('127.1', { all: false }, (error, address, family) =>
      error ? reject(error) : resolve({ address, family })
    )
  );
  expect(found).toEqual({ address: '127.0.0.1', family: 4 });
});

test.each(['2852039166', '0xa9fea9fe'])(
  'a name that leads to the link only is refused: %s',
  async host => {
    const error = await addressesOf(host).then(
      () => new Error('not refused'),
      (error: Error) => error
    );
    expect(networkError(error, TARGET)).toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('link-local') as string
    });
  }
);

test('a name that leads nowhere is told as such', async () => {
  const error = await addressesOf('a..b').catch((error: Error) => error);
  expect(networkError(error as Error, TARGET).message).toContain(
    'the host name does not exist'
  );
});
