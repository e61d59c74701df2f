/** One SQL editor of several on a page: what it shows, and what is done with it. */
import { expect, type Locator, type Page } from '@playwright/test';

export class EditorPart {
  constructor(
    private readonly _page: Page,
    readonly root: Locator
  ) {
    this.sql = root.locator('.cm-content');
    this.status = root.locator('.jp-OmniSciResults-status');
    this.connection = root.locator('.jp-OmniSciConnection-button');
    this.alert = root.getByRole('alert');
  }

  readonly sql: Locator;
  readonly status: Locator;
  readonly connection: Locator;
  readonly alert: Locator;

  tool(command: string): Locator {
    return this.root.locator(`[data-command="omnisci:${command}"]`);
  }

  async write(sql: string): Promise<void> {
    await this.sql.click();
    await this._page.keyboard.press('ControlOrMeta+A');
    await this._page.keyboard.insertText(sql);
  }

  async complete(sql: string, offered: string): Promise<void> {
    await this.write(sql);
    await this._page.keyboard.press('Tab');
    const completer = this._page.locator('.jp-Completer:not(.lm-mod-hidden)');
    await expect(completer).toContainText(offered);
    await this._page.keyboard.press('Tab');
    await expect(this.sql).toContainText(offered);
  }

  async run(sql: string): Promise<void> {
    await this.write(sql);
    await this._page.keyboard.press('Shift+Enter');
  }

  /** Through its menu; `path` names an entry, and one of its submenu. */
  async choose(...path: RegExp[]): Promise<void> {
    await this.connection.click();
    for (const hasText of path) {
      await this._page.locator('.lm-Menu-item', { hasText }).last().click();
    }
  }
}
