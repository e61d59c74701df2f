import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../helpers/root';
import { expect, startLabServer, stopLabServer, test } from './fixtures';
import { LabPage } from './lab-page';

test('where the server extension is off, the visitor reads which command to run', async ({
  page
}) => {
  const server = await startLabServer({
    config: {
      ServerApp: {
        jpserver_extensions: { 'jupyterlab_omnisci.serverextension': false }
      }
    }
  });
  try {
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.trouble).toContainText(
      'jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension'
    );
  } finally {
    await stopLabServer(server);
  }
});

test('where Node is missing, the visitor reads so, and JupyterLab works', async ({
  page
}) => {
  const server = await startLabServer({
    config: { OmniSciConfig: { node: '/nowhere/node' } }
  });
  try {
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.trouble).toContainText(/Node/);
    await expect(
      lab.trouble.getByRole('button', { name: 'Try again' })
    ).toBeVisible();
  } finally {
    await stopLabServer(server);
  }
});

test('a session manager of the admin’s own serves editor and notebook alike', async ({
  page
}) => {
  const server = await startLabServer({
    config: {
      OmniSciConfig: { session_manager: 'lab_sessions.LabSessions' }
    }
  });
  try {
    const { folders } = server.jupyter;
    cpSync(
      join(ROOT, 'test/ui/managers/lab_sessions.js'),
      join(folders.root, 'lab_sessions.js')
    );
    server.handOver();
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await expect(lab.firstCell).toContainText('connect_session()');
    await expect(lab.status).toContainText('1 row · 1 column');
    await lab.runFirstCell();
    await expect(lab.output).toContainText('from_manager');
  } finally {
    await stopLabServer(server);
  }
});
