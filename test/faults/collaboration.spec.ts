/** `.sql` files where `jupyter-collaboration` is installed: two people write in one text. */
import type { Browser } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IEnvironment, newEnvironment } from '../helpers/new-environment';
import { isFull } from '../helpers/scale';
import {
  expect,
  type LabServer,
  startLabServer,
  stopLabServer,
  test
} from '../ui/fixtures';
import { LabPage } from '../ui/lab-page';

// It installs an environment of its own.
if (isFull) {
  let environment: IEnvironment | undefined;
  let server: LabServer;
  test.beforeAll(async () => {
    environment = await newEnvironment('jupyter-collaboration>=5,<6');
    server = await startLabServer({ python: environment.python });
    server.handOver();
  });
  test.afterAll(async () => {
    await stopLabServer(server);
    environment?.remove();
  });

  /** A browser of somebody's own, in a workspace of their own. */
  async function visit(browser: Browser, who: string): Promise<LabPage> {
    const context = await browser.newContext();
    const lab = new LabPage(await context.newPage(), server.jupyter);
    await lab.open(`lab/workspaces/${who}/tree/shared.sql`);
    await expect(lab.sql).toContainText('SELECT 1 AS one');
    return lab;
  }

  async function append(lab: LabPage, text: string): Promise<void> {
    await lab.sql.click();
    await lab.page.keyboard.press('ControlOrMeta+End');
    await lab.page.keyboard.insertText(text);
  }

  test('what one writes the other sees; undo takes back one’s own; results are each one’s own', async ({
    browser
  }) => {
    const { root } = server.jupyter.folders;
    writeFileSync(join(root, 'shared.sql'), 'SELECT 1 AS one');
    const ada = await visit(browser, 'ada');
    const eve = await visit(browser, 'eve');
    await append(ada, ', 2 AS two');
    await expect(eve.sql).toHaveText('SELECT 1 AS one, 2 AS two');
    await append(eve, ', 3 AS three');
    await expect(ada.sql).toHaveText('SELECT 1 AS one, 2 AS two, 3 AS three');

    await ada.sql.click();
    await ada.page.keyboard.press('ControlOrMeta+Z');
    await expect(eve.sql).toHaveText('SELECT 1 AS one, 3 AS three');

    await ada.page.keyboard.press('Shift+Enter');
    await expect(ada.status).toContainText('1 row · 2 columns');
    await expect(eve.status).not.toContainText('row');
    await eve.page.context().close();
    await ada.page.context().close();
  });
}
