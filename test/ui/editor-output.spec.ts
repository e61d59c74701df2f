/** SQL editors in the outputs of notebooks, as the extension of 2018 to 2020 left them. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabPage } from './lab-page';
import { expect, test, type LabServer } from './fixtures';

const PASSWORD = 'Hunter2-of-2018';

/** Writes a notebook whose cells have an output each, and answers its path on the server's disk. */
function writeNotebook(server: LabServer, outputs: unknown[]): string {
  const file = join(server.jupyter.folders.root, 'old.ipynb');
  const cells = outputs.map((payload, index) => ({
    cell_type: 'code',
    id: `cell-${index}`,
    execution_count: index + 1,
    metadata: {},
    source: '%%omnisci_sqleditor $connection',
    outputs: [
      {
        output_type: 'execute_result',
        execution_count: index + 1,
        metadata: {},
        data: { 'application/vnd.omnisci.sqleditor+json': payload }
      }
    ]
  }));
  const metadata = {
    kernelspec: { name: 'python3', display_name: 'Python 3' }
  };
  writeFileSync(
    file,
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells })
  );
  chmodSync(file, 0o600);
  return file;
}

const sentBy = (lab: LabPage): string[] => {
  const sent: string[] = [];
  lab.page.on('request', request => {
    if (/\/omnisci\//.test(request.url())) {
      sent.push(
        `${request.method()} ${request.url()} ${request.postData() ?? ''}`
      );
    }
  });
  return sent;
};

test('an old notebook shows its SQL and no password, and runs it when asked', async ({
  lab,
  server
}) => {
  const login = { user: 'admin', password: PASSWORD, dbname: 'heavyai' };
  const file = writeNotebook(server, [
    {
      connection: {
        ...{ ...login, protocol: 'http', host: '127.0.0.1' },
        port: server.sandbox.httpPort
      },
      query: 'SELECT iata, name\nFROM airports\nORDER BY iata'
    },
    {
      connection: { protocol: 'https', host: 'old.example.com', port: 443 },
      sessionId: null,
      query: 'SELECT COUNT(*) AS n FROM flights'
    }
  ]);
  const sent = sentBy(lab);
  const { page } = lab;
  await lab.open('lab/tree/old.ipynb?reset');
  const cells = page.locator('.jp-Notebook .jp-CodeCell');
  const [first, second] = [cells.nth(0), cells.nth(1)];
  await expect(first.locator('.jp-OmniSciSqlEditor')).toContainText('airports');
  await expect(second).toContainText('names old.example.com:443');
  await expect(first.locator('.jp-OmniSciConnection-button')).toContainText(
    'admin @ heavyai'
  );
  const removal = first.getByRole('button', { name: 'Remove Stored Password' });
  await expect(removal).toBeVisible();
  expect(await page.content()).not.toContain(PASSWORD);
  expect(sent.filter(request => !request.startsWith('GET '))).toEqual([]);
  expect(sent.join('\n')).not.toMatch(/schema|old\.example\.com/);

  await first.getByRole('button', { name: 'Run', exact: true }).click();
  const grid = first.getByRole('grid', { name: 'Query result' });
  await expect(grid).toContainText('00M');
  const text = second.locator('.jp-OmniSciSqlEditor .cm-content');
  await text.click();
  await page.keyboard.press('Shift+Enter');
  await expect(second.getByRole('grid')).toContainText(/\d{6}/);
  const pane = second.locator('.jp-OmniSciSqlEditor-textPane');
  await expect
    .poll(async () => (await pane.boundingBox())?.height)
    .toBeLessThan(100);
  // The notebook itself has run nothing and has still two cells.
  await expect(cells).toHaveCount(2);
  await expect(second.locator('.jp-InputArea-prompt')).toHaveText('[2]:');
  await lab.takePicture('editor-output');

  // The keys of the grid are not the notebook's.
  await grid.getByRole('gridcell', { name: '00M' }).click();
  await page.keyboard.press('ArrowDown');
  await expect(grid.locator('[aria-selected="true"]')).toHaveText('00R');
  await expect(first.locator('.jp-OmniSciSqlEditor')).toBeVisible();

  await removal.click();
  await expect(removal).toHaveCount(0);
  await expect(grid).toContainText('00M');
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain(PASSWORD);
  expect(readFileSync(file, 'utf8')).toContain('ORDER BY iata');
  expect(sent.join('\n')).not.toContain(PASSWORD);
});
