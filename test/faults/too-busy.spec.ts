/** What a user sees whose other queries leave no room for one more: she waits, is told, and goes on. */
import { randomUUID } from 'node:crypto';
import type { Jupyter } from '../helpers/jupyter';
import { isFull } from '../helpers/scale';
import { expect, test } from '../ui/fixtures';
import { LabBehindRelay } from './lab-behind-relay';

const AT_ONCE = 16;

const behind = new LabBehindRelay();

/** Runs a query beside the browser; answers the status of its first page. */
async function runBeside(
  { url, token }: Jupyter,
  sql: string
): Promise<number> {
  const id = randomUUID();
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(`omnisci/queries${path}`, url), {
      ...init,
      headers: {
        Authorization: `token ${token}`,
        'Content-Type': 'application/json'
      }
    });
  const body = JSON.stringify({ id, sql, rowLimit: null });
  let answer = await ask('', { method: 'POST', body });
  while (answer.status === 202) {
    answer = await ask(`/${id}/pages/0`);
  }
  return answer.status;
}

// Half a minute of waiting, which is the point of it.
if (isFull) {
  test('one query too many waits, then says why, keeps the SQL, and runs when there is room', async ({
    page
  }) => {
    const lab = await behind.open(page);
    let release = (): void => undefined;
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    behind.relay.hold = method =>
      method === 'sql_execute_df' ? held : undefined;
    const others = Array.from({ length: AT_ONCE }, (_, index) =>
      runBeside(behind.server.jupyter, `SELECT ${index} AS i`)
    );
    await expect.poll(() => behind.relay.count('sql_execute_df')).toBe(AT_ONCE);

    await lab.run('SELECT 17 AS seventeen');
    await expect(lab.status).toContainText('Running…');
    await expect(lab.trouble).toContainText(
      'of your queries are already running'
    );
    await lab.takePicture('too-busy');
    await expect(lab.sql).toHaveText('SELECT 17 AS seventeen');
    expect(behind.relay.count('sql_execute_df')).toBe(AT_ONCE);

    release();
    expect(new Set(await Promise.all(others))).toEqual(new Set([200]));
    await lab.trouble.getByRole('button', { name: 'Run it again' }).click();
    await expect(lab.status).toContainText('1 row');
  });
}
