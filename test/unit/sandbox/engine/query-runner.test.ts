import { expect, test } from 'vitest';
import { Database } from '../../../../sandbox/engine/database';
import { QueryRunner } from '../../../../sandbox/engine/query-runner';
import { SessionStore } from '../../../../sandbox/sessions';
import { SystemCatalog } from '../../../../sandbox/system-catalog';

test('a query that runs stays in its database when its session goes to another', async () => {
  const systemCatalog = new SystemCatalog();
  const admin = systemCatalog.addUser('admin', 'secret');
  for (const name of ['here', 'there']) {
    systemCatalog.addDatabase(await Database.open({ name }), admin);
  }
  const sessions = new SessionStore({
    systemCatalog,
    idleMinutes: 60,
    maximumMinutes: 60
  });
  const runner = new QueryRunner({
    systemCatalog,
    sessions,
    openDatabase: name => Database.open({ name })
  });
  const session = sessions.connect('admin', 'secret', 'here');
  const run = (sql: string, whileItRuns = () => {}): Promise<number> =>
    runner.run({
      session,
      sql,
      consume: async ({ batches }) => {
        let rows = 0;
        for await (const batch of batches) {
          whileItRuns();
          rows += batch.rowCount;
        }
        return rows;
      }
    });
  await run('CREATE TABLE numbers (n INT)');
  await run('INSERT INTO numbers SELECT n FROM range(10000) AS r(n)');

  const rows = await run('SELECT n FROM numbers', () =>
    sessions.switchDatabase(session.id, 'there')
  );

  expect(rows).toBe(10_000);
  await expect(run('SELECT n FROM numbers')).rejects.toThrow(
    "Object 'numbers' not found"
  );
});
