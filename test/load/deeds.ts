/**
 * What a client of the load asks, each so that the answer shows whose it is: by the request's
 * nonce in its rows or refusal, by a table whose columns no other has, or by an ID given once.
 */
import { randomBytes } from 'node:crypto';
import type {
  SchemaColumnsReply,
  SchemaReply,
  StatusReply
} from '../../server/protocol';
import { callHeavydb, type ISandbox } from '../helpers/sandbox';
import { type Caller, Refused, Wrong } from './caller';

/** The answer to another request. */
export class Crossed extends Error {}

export type Deed = (caller: Caller) => Promise<void>;

const TABLES = 20;
const NUMBERS = 2000;

export async function createTables(
  { httpPort }: ISandbox,
  session: string
): Promise<void> {
  const run = (sql: string): Promise<unknown> =>
    callHeavydb(httpPort, 'sql_execute', [session, sql, true, '', -1, -1]);
  for (let table = 0; table < TABLES; table++) {
    await run(`CREATE TABLE load_${table} (own_${table} INTEGER, note TEXT)`);
  }
  await run('CREATE TABLE load_numbers (i INTEGER)');
  await run(`INSERT INTO load_numbers SELECT i FROM range(${NUMBERS}) t(i)`);
}

/** Request IDs of late; two answers never have the same. */
const seen = new Set<string>();
const MAX_SEEN = 100_000;

const status: Deed = async caller => {
  const { reply, answer } = await caller.json<StatusReply>('status');
  if (reply.state !== 'connected') {
    throw new Refused(reply.state, reply.message ?? '');
  }
  if (reply.user !== 'admin' || reply.database !== 'heavyai') {
    throw new Wrong('a status of nobody');
  }
  const id = String(answer.headers['x-request-id']);
  if (seen.has(id)) {
    throw new Crossed('two answers with one request ID');
  }
  seen.add(id);
  if (seen.size > MAX_SEEN) {
    seen.clear();
  }
};

const schema: Deed = async caller => {
  const { reply } = await caller.json<SchemaReply>('schema');
  const names = new Set(reply.tables.map(({ name }) => name));
  if (!names.has('load_0') || !names.has(`load_${TABLES - 1}`)) {
    throw new Wrong('a schema without its tables');
  }
};

const columns: Deed = async caller => {
  const table = random(TABLES);
  const route = `schema/columns?table=load_${table}`;
  const { reply } = await caller.json<SchemaColumnsReply>(route);
  const names = reply.columns.map(({ name }) => name).join();
  if (names !== `own_${table},note`) {
    throw new Crossed('the columns of another table');
  }
};

const oneRow: Deed = async caller => {
  await rowsWithNonce(caller, 1, nonce => `SELECT '${nonce}' AS nonce, 1 AS i`);
};

const manyRows: Deed = async caller => {
  const count = 1 + random(NUMBERS);
  await rowsWithNonce(
    caller,
    count,
    nonce => `SELECT '${nonce}' AS nonce, i FROM load_numbers LIMIT ${count}`
  );
};

/** The refusal names the table that is not there. */
const refused: Deed = async caller => {
  const table = `no_${newNonce()}`;
  try {
    await caller.rows(`SELECT * FROM ${table}`);
  } catch (error) {
    if (error instanceof Refused && error.code === 'query_failed') {
      if (!error.message.includes(table)) {
        throw new Crossed('the refusal of another query');
      }
      return;
    }
    throw error;
  }
  throw new Wrong('rows of a table that is not there');
};

/** By how often they come. */
export const DEEDS: Readonly<Record<string, { deed: Deed; weight: number }>> = {
  status: { deed: status, weight: 4 },
  schema: { deed: schema, weight: 1 },
  columns: { deed: columns, weight: 2 },
  'query, 1 row': { deed: oneRow, weight: 4 },
  'query, rows': { deed: manyRows, weight: 2 },
  'query, refused': { deed: refused, weight: 1 }
};

const LOT = Object.entries(DEEDS).flatMap(([name, { weight }]) =>
  Array<string>(weight).fill(name)
);

export const anyDeed = (): string => LOT[random(LOT.length)]!;

export const newNonce = (): string => randomBytes(8).toString('hex');

async function rowsWithNonce(
  caller: Caller,
  count: number,
  sql: (nonce: string) => string
): Promise<void> {
  const nonce = newNonce();
  const table = await caller.rows(sql(nonce));
  if (table.numRows !== count) {
    throw new Wrong('fewer or more rows than there are');
  }
  for (const value of table.getChild('nonce') ?? []) {
    if (value !== nonce) {
      throw new Crossed('the rows of another query');
    }
  }
}

const random = (below: number): number => Math.floor(Math.random() * below);
