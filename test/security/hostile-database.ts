/** A sandbox whose user, database, tables, columns and cells are all called by hostile texts. */
import { callHeavydb, type ISandbox, startSandbox } from '../helpers/sandbox';
import { HOSTILE_NAMES, HOSTILE_TEXTS } from './hostile-texts';

export const HOSTILE_USER = '<img src=x onerror=window.canary()>';
export const HOSTILE_DATABASE = '"><svg onload=window.canary()>';

/** How many columns a table has: what a grid shows without scrolling for ever. */
const COLUMNS_A_TABLE = 50;

export type HostileDatabase = {
  sandbox: ISandbox;
  session: string;
  /** Tables whose columns have the hostile names. */
  wide: string[];
  /** Tables that have the hostile names themselves. */
  tables: string[];
};

export async function startHostileDatabase(): Promise<HostileDatabase> {
  const sandbox = await startSandbox({
    args: ['--empty', '--user', HOSTILE_USER, '--database', HOSTILE_DATABASE]
  });
  const session = await sandbox.logIn(
    HOSTILE_USER,
    'HyperInteractive',
    HOSTILE_DATABASE
  );
  const run = (sql: string): Promise<unknown> =>
    callHeavydb(sandbox.httpPort, 'sql_execute', [
      ...[session, sql, true, ''],
      ...[-1, -1]
    ]);
  await run('CREATE TABLE cells (id INTEGER, "image" TEXT, n INTEGER)');
  const rows = HOSTILE_TEXTS.map(
    (text, index) => `(${index}, ${literal(text)}, ${index % 7})`
  );
  await run(`INSERT INTO cells VALUES ${rows.join(', ')}`);

  const wide: string[] = [];
  for (let at = 0; at < HOSTILE_NAMES.length; at += COLUMNS_A_TABLE) {
    const columns = HOSTILE_NAMES.slice(at, at + COLUMNS_A_TABLE).map(
      name => `${quotedName(name)} TEXT`
    );
    const table = `wide_${wide.length}`;
    await run(`CREATE TABLE ${table} (${columns.join(', ')})`);
    await run(
      `INSERT INTO ${table} VALUES (${columns.map(() => "'x'").join(', ')})`
    );
    wide.push(table);
  }
  for (const name of HOSTILE_NAMES) {
    await run(`CREATE TABLE ${quotedName(name)} (a INTEGER)`);
  }
  return { sandbox, session, wide, tables: [...HOSTILE_NAMES] };
}

export const quotedName = (name: string): string =>
  `"${name.replaceAll('"', '""')}"`;

/** DuckDB takes no NUL in a statement. */
const literal = (text: string): string =>
  text
    .split('\0')
    .map(part => `'${part.replaceAll("'", "''")}'`)
    .join(" || BASE64_DECODE('AA==') || ");
