/** Sees whether anything of a hostile text came to life in a page: ran, opened or asked for anything. */
import type { Page } from '@playwright/test';

/** What JupyterLab and this extension ask our own server for. */
const EXPECTED =
  /^\/(lab(\/workspaces\/[\w-]+)?(\/tree\/[\w./-]+)?$|lab\/(api|extensions)\/|static\/|api\/|kernelspecs\/|lsp\/|server-proxy\/|omnisci\/|files\/|custom\/|favicon|lab\/static\/)/;

/** What a page keeps of what came to life in it. */
type Marked = { broken: string[] };

export class WatchedPage {
  /** To be called before the page loads anything. */
  static async watch(page: Page, origin: string): Promise<WatchedPage> {
    const watched = new WatchedPage(page, origin);
    await page.addInitScript(() => {
      const broken: string[] = [];
      Object.assign(window, {
        broken,
        canary: () => broken.push('a canary sang')
      });
      addEventListener('securitypolicyviolation', event =>
        broken.push(`${event.violatedDirective} was violated`)
      );
    });
    return watched;
  }

  private constructor(
    private readonly _page: Page,
    origin: string
  ) {
    _page.on('request', request => {
      const url = new URL(request.url());
      const isInside = /^(data|blob|about):$/.test(url.protocol);
      const isOurs =
        url.origin === origin || url.origin === origin.replace('http', 'ws');
      if (!isInside && !(isOurs && EXPECTED.test(url.pathname))) {
        this._seen.push(`asked for ${url.origin}${url.pathname.slice(0, 60)}`);
      }
    });
    _page.on('dialog', dialog => {
      this._seen.push(`opened a dialog of type ${dialog.type()}`);
      void dialog.dismiss();
    });
    _page.on('popup', () => this._seen.push('opened a window'));
    _page.on('framenavigated', frame => {
      if (frame !== _page.mainFrame()) {
        this._seen.push('opened a frame');
      }
    });
  }

  /** What should not have been; empty where all texts remained texts. */
  async faults(): Promise<string[]> {
    const inside = await this._page.evaluate(() => [
      ...(window as unknown as Marked).broken,
      ...['polluted', '0'].filter(name => name in Object.prototype)
    ]);
    return [...new Set([...this._seen, ...inside])];
  }

  private readonly _seen: string[] = [];
}
