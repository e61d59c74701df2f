/** For a file of browser tests: a JupyterLab whose database is reached through a relay. */
import type { Page } from '@playwright/test';
import { type IRelay, startRelay } from '../helpers/relay';
import { isFull } from '../helpers/scale';
import {
  expect,
  type LabServer,
  startLabServer,
  stopLabServer,
  test
} from '../ui/fixtures';
import { LabPage } from '../ui/lab-page';

export class LabBehindRelay {
  relay!: IRelay;
  server!: LabServer;

  /** To be called once, where the tests of the file are declared. */
  constructor() {
    test.beforeAll(async () => {
      this.server = await startLabServer({
        before: async port => (this.relay = await startRelay(port)).port
      });
      this.server.handOver();
    });
    test.afterAll(async () => {
      await stopLabServer(this.server);
      await this.relay.stop();
    });
  }

  /** Opens the link in this page, and forgets the calls of the database until then. */
  async open(page: Page): Promise<LabPage> {
    const lab = new LabPage(page, this.server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.connection).toContainText('admin');
    if (isFull) {
      await lab.chooseDarkTheme();
    }
    this.relay.reset();
    return lab;
  }
}
