import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { expect, test, type LabServer } from './fixtures';
import type { LabPage } from './lab-page';

/** Three times what is shown. */
const ROWS = 30_000;
const SQL = `SELECT dep_timestamp, origin, distance FROM flights LIMIT ${ROWS}`;

/** Names that exports have left in the top folder. */
const exported = (server: LabServer): string[] =>
  readdirSync(server.jupyter.folders.root).filter(name =>
    name.startsWith('flights')
  );

const fileOf = (server: LabServer, name: string): string =>
  join(server.jupyter.folders.root, name);

const dialog = (lab: LabPage) => lab.page.getByRole('dialog');

async function choose(lab: LabPage, command: string): Promise<void> {
  await lab.command(command);
  await expect(dialog(lab)).toContainText('Export Result');
}

const notification = (lab: LabPage, text: string | RegExp) =>
  lab.notifications.filter({ hasText: text });

/** Answers the dialog, and waits for the file. */
async function exportAs(
  lab: LabPage,
  options: { format: 'CSV' | 'Parquet' | 'Arrow'; name: string }
): Promise<void> {
  await choose(lab, `Export Result as ${options.format}…`);
  await expect(
    dialog(lab).getByRole('radio', { name: options.format })
  ).toBeChecked();
  await dialog(lab).getByLabel('File name').fill(options.name);
  await dialog(lab).getByRole('button', { name: 'Export' }).click();
}

test.beforeEach(async ({ lab, server }) => {
  server.handOver('');
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run(SQL);
  await expect(lab.status).toContainText('The first 10,000 rows');
});

test('a result of which 10,000 rows are shown is exported whole, and shown in the file browser', async ({
  lab,
  server
}) => {
  await choose(lab, 'Export Result…');
  await expect(dialog(lab)).toContainText(
    'Only the first 10,000 rows are shown. The export runs the query again to get all rows.'
  );
  const name = dialog(lab).getByLabel('File name');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('flights.csv');
  await lab.page.keyboard.press('Enter');

  await expect(
    notification(
      lab,
      /Exported 30,000 rows to flights\.csv \(\d+(\.\d)? [kM]B\)/
    )
  ).toBeVisible();
  const lines = readFileSync(fileOf(server, 'flights.csv'), 'utf8').split(
    '\r\n'
  );
  expect(lines[0]).toBe('dep_timestamp,origin,distance');
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,[A-Z]{3},\d+$/);
  expect(lines).toHaveLength(ROWS + 2);

  await lab.notifications
    .getByRole('button', { name: 'Show in File Browser' })
    .click();
  await expect(
    lab.page.locator('.jp-DirListing-item.jp-mod-selected')
  ).toContainText('flights.csv');
  expect(exported(server)).toEqual(['flights.csv']);
});

test('Parquet and Arrow have all rows, with their types', async ({
  lab,
  server
}) => {
  await exportAs(lab, { format: 'Parquet', name: 'flights-all' });
  await expect(
    notification(lab, 'Exported 30,000 rows to flights-all.parquet')
  ).toBeVisible();
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  const reader = await duckdb.runAndReadAll(
    `SELECT count(*) AS rows, any_value(typeof(dep_timestamp)) AS type
     FROM '${fileOf(server, 'flights-all.parquet')}'`
  );
  expect(reader.getRowObjects()).toEqual([
    { rows: BigInt(ROWS), type: 'TIMESTAMP' }
  ]);
  duckdb.closeSync();

  await exportAs(lab, { format: 'Arrow', name: 'flights-all' });
  await expect(
    notification(lab, 'Exported 30,000 rows to flights-all.arrow')
  ).toBeVisible();
  const arrow = tableFromIPC(readFileSync(fileOf(server, 'flights-all.arrow')));
  expect(arrow.numRows).toBe(ROWS);
});

test('a name that is there is asked about; how CSV was written is remembered', async ({
  lab,
  server
}) => {
  await exportAs(lab, { format: 'CSV', name: 'flights-twice' });
  await expect(
    notification(lab, 'Exported 30,000 rows to flights-twice.csv')
  ).toBeVisible();
  await exportAs(lab, { format: 'CSV', name: 'flights-twice' });
  await expect(dialog(lab)).toContainText('Overwrite “flights-twice.csv”?');
  await dialog(lab).getByRole('button', { name: 'Keep Both' }).click();
  await expect(
    notification(lab, 'Exported 30,000 rows to flights-twice-1.csv')
  ).toBeVisible();

  await lab.run('SELECT 1 AS one');
  await expect(lab.status).toContainText('1 row');
  await exportAs(lab, { format: 'CSV', name: 'flights-twice' });
  await dialog(lab).getByRole('button', { name: 'Overwrite' }).click();
  await expect(
    notification(lab, 'Exported 1 row to flights-twice.csv')
  ).toBeVisible();
  expect(readFileSync(fileOf(server, 'flights-twice.csv'), 'utf8')).toBe(
    'one\r\n1\r\n'
  );

  // The form for Excel is offered again, until another is chosen.
  const separator = dialog(lab).getByLabel('Separator');
  const mark = dialog(lab).getByLabel('Byte order mark');
  const exportedFile = async (name: string): Promise<string> => {
    await dialog(lab).getByLabel('File name').fill(name);
    await dialog(lab).getByRole('button', { name: 'Export' }).click();
    await expect(
      notification(lab, `Exported 1 row to ${name}.csv`)
    ).toBeVisible();
    return readFileSync(fileOf(server, `${name}.csv`), 'utf8');
  };
  await lab.run("SELECT 1.5 AS n, 'ü' AS t");
  await expect(lab.status).toContainText('2 columns');
  await choose(lab, 'Export Result as CSV…');
  await separator.selectOption('Semicolon, decimal comma in numbers');
  await mark.check();
  expect(await exportedFile('flights-excel')).toBe('\ufeffn;t\r\n1,5;ü\r\n');
  await choose(lab, 'Export Result as CSV…');
  await expect(separator).toHaveValue('decimalComma');
  await expect(mark).toBeChecked();
  await lab.takePicture('export-dialog');
  await separator.selectOption('Comma');
  await mark.uncheck();
  expect(await exportedFile('flights-plain')).toBe('n,t\r\n1.5,ü\r\n');
});

test('an export that is cancelled leaves nothing behind', async ({
  lab,
  server
}) => {
  await lab.run('SELECT * FROM flights');
  await expect(lab.status).toContainText('The first 10,000 rows');
  await exportAs(lab, { format: 'CSV', name: 'flights-cancelled' });
  await expect
    .poll(() => exported(server))
    .toContainEqual(expect.stringMatching(/cancelled\.csv\..*\.part~$/));
  // What Jupyter lists must not be renamed: the whole folder is not found then.
  const { url, token } = server.jupyter;
  const listing = await fetch(new URL('api/contents', url), {
    headers: { Authorization: `token ${token}` }
  });
  expect(await listing.text()).not.toContain('.part');
  await lab.notifications.getByRole('button', { name: 'Cancel' }).click();
  await expect(
    notification(lab, 'The export of flights-cancelled.csv was cancelled.')
  ).toBeVisible();
  expect(exported(server).filter(name => /cancelled/.test(name))).toEqual([]);
});

test('a name that would leave the folder cannot be exported to', async ({
  lab
}) => {
  await choose(lab, 'Export Result…');
  await dialog(lab).getByLabel('File name').fill('../flights');
  await expect(
    dialog(lab).getByRole('button', { name: 'Export' })
  ).toBeDisabled();
  await dialog(lab).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(lab)).toHaveCount(0);
});

test('an export that fails tells why and its request ID, and can be read while that is copied', async ({
  lab,
  server
}) => {
  const { page } = lab;
  const requestId = '0a1b2c3d4e5f';
  const message = `The connection to the database ended in the middle of an answer. ${'It may have been stopped, or restarted. '.repeat(3)}Run it again.`;
  await page.route(/omnisci.queries/, route =>
    route.fulfill({
      status: 503,
      json: { code: 'database_lost', message, requestId }
    })
  );
  await page.context().grantPermissions(['clipboard-read']);
  await exportAs(lab, { format: 'CSV', name: 'flights-lost' });
  const failed = notification(lab, 'flights-lost.csv was not exported.');
  await expect(failed).toContainText(`…Request ID: ${requestId}`);
  await failed.getByRole('button', { name: 'Copy Request ID' }).click();
  await expect(failed.getByRole('button', { name: 'Copied' })).toBeVisible();
  await lab.takePicture('export-failed');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    requestId
  );
  await failed.getByRole('button', { name: 'Read All' }).click();
  await expect(dialog(lab)).toContainText('Run it again.');
  await expect(dialog(lab)).toContainText(`Request ID: ${requestId}`);
  await dialog(lab).getByRole('button').click();
  await expect(failed).toBeVisible();
  await lab.chooseDarkTheme();
  await lab.takePicture('export-failed');
  expect(exported(server).filter(name => /lost/.test(name))).toEqual([]);
});
