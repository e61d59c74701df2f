/** JupyterLab as a user sees it: its tabs, the SQL editor, the notebook, the menus. */
import { expect, type Locator, type Page } from '@playwright/test';
import { takePicture } from './picture';

/** What knows the addresses of a server, and how to be let in there. */
export interface IDoor {
  link(path: string): string;
}

export type SavedParts = {
  /** Beginnings of the names of widgets in the main area. */
  main?: string[];
  /** The widget that is shown in the left side bar. */
  left?: string;
  /** Anything else that must be in the saved workspace. */
  texts?: string[];
};

export class LabPage {
  constructor(
    readonly page: Page,
    private readonly _door: IDoor
  ) {
    page.on('requestfinished', request => {
      if (
        request.method() === 'PUT' &&
        request.url().includes('/api/workspaces/')
      ) {
        this._savedWorkspace = request.postData() ?? '';
      }
    });
    // Where editors are on several connections, a tab says which, too.
    this.editorTabs = this._tab(/\bSQL \d+/);
    this.notebookTabs = this._tab(/\.ipynb/);
    this.launcherTabs = this._tab(/^Launcher/);
    this.editor = page.locator('.jp-OmniSciSqlEditor');
    this.sql = this.editor.locator('.cm-content');
    this.status = this.editor.locator('.jp-OmniSciResults-status');
    this.grid = this.editor.getByRole('grid', { name: 'Query result' });
    this.trouble = this.editor.getByRole('alert');
    this.connection = page.locator('.jp-OmniSciConnection-button');
    this.notifications = page.locator('.Toastify__toast');
    this.firstCell = page.locator('.jp-Notebook .jp-CodeCell').first();
    this.output = this.firstCell.locator('.jp-OutputArea-output').last();
  }

  readonly editorTabs: Locator;
  readonly notebookTabs: Locator;
  readonly launcherTabs: Locator;
  readonly editor: Locator;
  readonly sql: Locator;
  readonly status: Locator;
  readonly grid: Locator;
  readonly trouble: Locator;
  readonly connection: Locator;
  readonly notifications: Locator;
  readonly firstCell: Locator;
  /** What the first cell answered last. */
  readonly output: Locator;

  /** Opens a path of the server, as a link with a token does. */
  async open(path: string): Promise<void> {
    await this.page.goto(this._door.link(path));
  }

  /** Waits for the workspace of the link: one editor, one notebook with its cell written. */
  async expectWorkspace(): Promise<void> {
    await expect(this.firstCell).toContainText('connect_session(');
    await expect(this.editorTabs).toHaveCount(1);
    await expect(this.notebookTabs).toHaveCount(1);
    await expect(this.launcherTabs).toHaveCount(0);
  }

  /** Runs the first cell, once the status bar tells that there is a kernel to run it. */
  async runFirstCell(): Promise<void> {
    await this.firstCell.locator('.cm-content').click();
    await expect(this.page.locator('#jp-main-statusbar')).toContainText(
      '(ipykernel) | Idle'
    );
    await this.page.keyboard.press('Shift+Enter');
  }

  /**
   * JupyterLab saves a layout about a second after it changed; a reload before loses it. That a
   * widget's own state is saved does not tell that its place is: ask for `main` and `left`, too.
   */
  async expectSaved(wanted: SavedParts): Promise<void> {
    const { main = [], left, texts = [] } = wanted;
    for (const name of main) {
      await expect.poll(() => this._savedLayout('main')).toContain(name);
    }
    if (left !== undefined) {
      await expect
        .poll(() => this._savedLayout('left'))
        .toContain(`"current":"${left}"`);
    }
    for (const text of texts) {
      await expect.poll(() => this._savedWorkspace).toContain(text);
    }
  }

  async reconnect(): Promise<void> {
    await this.connection.click();
    await this.page.getByRole('menuitem', { name: 'Reconnect' }).click();
  }

  async run(sql: string): Promise<void> {
    await this.write(sql);
    await this.page.keyboard.press('Shift+Enter');
  }

  /** The same for what destroys data: its user is asked. */
  async runAndConfirm(sql: string): Promise<void> {
    await this.run(sql);
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Run', exact: true })
      .click();
  }

  /** In place of the text that is there. */
  async write(sql: string): Promise<void> {
    await this.sql.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(sql);
  }

  /** An area of the layout that was saved last, as JSON. */
  private _savedLayout(area: 'main' | 'left'): string {
    const { data = {} } = JSON.parse(this._savedWorkspace || '{}') as {
      data?: Record<string, Record<string, unknown>>;
    };
    return JSON.stringify(data['layout-restorer:data']?.[area] ?? null);
  }

  /**
   * Runs a command from the palette, which sorts itself anew while it opens, and closes when any
   * command runs: then a user opens it again.
   */
  async command(label: string): Promise<void> {
    const { page } = this;
    const chosen = page.locator('.lm-CommandPalette-item.lm-mod-active');
    await expect(async () => {
      await page.keyboard.press('ControlOrMeta+Shift+C');
      const input = page.locator('.lm-CommandPalette-input');
      await input.fill(label, { timeout: 1000 });
      await expect(chosen).toContainText(label, { timeout: 1000 });
      await chosen.click({ timeout: 1000 });
    }).toPass();
  }

  /** The light theme is what a new JupyterLab has. */
  async chooseDarkTheme(): Promise<void> {
    await this.page.getByRole('menuitem', { name: 'Settings' }).click();
    await this.page.locator('.lm-Menu-item', { hasText: /^Theme$/ }).hover();
    await this.page
      .locator('.lm-Menu-item', { hasText: /^JupyterLab Dark$/ })
      .click();
    await expect(this.page.locator('body')).toHaveAttribute(
      'data-jp-theme-light',
      'false'
    );
    await expect(this.page.locator('#jupyterlab-splash')).toHaveCount(0);
  }

  /** What is on screen, for somebody to look at. */
  takePicture(name: string): Promise<void> {
    return takePicture(this.page, name);
  }

  private _savedWorkspace = '';

  private _tab(name: RegExp): Locator {
    return this.page.locator('#jp-main-dock-panel').getByRole('tab', { name });
  }
}
