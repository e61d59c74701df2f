import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

test.beforeEach(async ({ lab }) => {
  await lab.open('lab?reset');
  await expect(lab.launcherTabs).toHaveCount(1);
});

/**
 * JupyterLab closes its palette when any command runs, also one of its own while a notebook
 * starts; then a user opens it again.
 */
async function runFromPalette(
  lab: LabPage,
  label: string,
  opened: () => Promise<void>
): Promise<void> {
  await expect(async () => {
    await lab.page.keyboard.press('ControlOrMeta+Shift+C');
    const input = lab.page.locator('.lm-CommandPalette-input');
    await input.fill(label, { timeout: 1000 });
    const best = lab.page.locator('.lm-CommandPalette-item.lm-mod-active');
    await expect(best).toContainText(label, { timeout: 1000 });
    await best.click({ timeout: 1000 });
    await opened();
  }).toPass();
}

test('the launcher opens a SQL editor in its own place', async ({ lab }) => {
  await lab.page
    .locator('.jp-LauncherCard', { hasText: 'OmniSci SQL Editor' })
    .click();
  await expect(lab.editorTabs).toHaveCount(1);
  await expect(lab.connection).toContainText('admin @ heavyai');
  await expect(lab.notebookTabs).toHaveCount(0);
});

test('the launcher creates a workspace', async ({ lab }) => {
  await lab.page
    .locator('.jp-LauncherCard', { hasText: 'Create OmniSci Workspace' })
    .click();
  await expect(lab.firstCell).toContainText('connect_session(');
  await expect(lab.editorTabs).toHaveCount(1);
  await expect(lab.launcherTabs).toHaveCount(0);
});

test('the palette has the commands under OmniSci', async ({ lab }) => {
  await runFromPalette(lab, 'Create OmniSci Workspace', () =>
    expect(lab.firstCell).toContainText('connect_session(')
  );
  await runFromPalette(lab, 'New OmniSci SQL Editor', () =>
    expect(lab.editorTabs).toHaveCount(2, { timeout: 5000 })
  );
});

test('File > New has the SQL editor, the notebook and the workspace', async ({
  lab
}) => {
  await lab.page.getByRole('menuitem', { name: 'File' }).click();
  await lab.page.locator('.lm-Menu-item', { hasText: /^New$/ }).hover();
  for (const name of [
    'Notebook with OmniSci Connection',
    'Create OmniSci Workspace'
  ]) {
    await expect(
      lab.page.locator('.lm-Menu-item', { hasText: name })
    ).toBeVisible();
  }
  await lab.page
    .locator('.lm-Menu-item', { hasText: 'OmniSci SQL Editor' })
    .click();
  await expect(lab.editorTabs).toHaveCount(1);
});
