/** JupyterLab beside HEAVY.AI's web server, whose requests are played as it sends them. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { LabPage } from '../ui/lab-page';

let sandbox: ISandbox;
let jupyter: Jupyter;
let folders: JupyterFolders;

test.beforeAll(async () => {
  sandbox = await startSandbox();
  folders = new JupyterFolders();
  mkdirSync(join(folders.root, '.jupyterscratch'));
  jupyter = await Jupyter.start(folders, {
    config: { ContentsManager: { allow_hidden: true } },
    env: {
      HEAVYAI_PROTOCOL: 'http',
      HEAVYAI_HOST: '127.0.0.1',
      HEAVYAI_PORT: String(sandbox.httpPort)
    }
  });
});
test.afterAll(async () => {
  await jupyter?.stop();
  await sandbox?.stop();
});

async function ask(
  method: 'GET' | 'PUT',
  path: string,
  body?: unknown
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, jupyter.url), {
    method,
    headers: {
      Authorization: `token ${jupyter.token}`,
      'Content-Type': 'application/json;charset=utf-8'
    },
    ...(body !== undefined && { body: JSON.stringify(body) })
  });
  expect(response.ok, `${method} ${path}`).toBe(true);
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}

/** What the web server does when the browser asks for the workspace and has its cookie. */
async function openFromImmerse(time: string): Promise<void> {
  await ask('PUT', 'api/contents/.jupyterscratch/.omniscisession', {
    ...{ name: '.omniscisession', path: '.omniscisession' },
    ...{ type: 'file', format: 'text' },
    content: JSON.stringify({ session: await sandbox.logIn() })
  });
  const name = `HeavyDB_2026-11-29_${time}.ipynb`;
  await ask('PUT', `api/contents/${name}`, {
    ...{ name, path: name, type: 'notebook', format: 'json' },
    content: {
      cells: [
        {
          ...{ cell_type: 'code', execution_count: null, outputs: [] },
          metadata: { trusted: true },
          source: ['con = omnisci_connect()\n', 'con.list_tables()']
        }
      ],
      metadata: {
        kernelspec: {
          ...{ display_name: 'Python 3', language: 'python', name: 'python3' }
        }
      },
      ...{ nbformat: 4, nbformat_minor: 4 }
    }
  });
  const workspace = await ask('GET', 'lab/api/workspaces/default');
  const data = (workspace['data'] ?? {}) as Record<string, unknown>;
  const layout = (data['layout-restorer:data'] ?? {}) as {
    main?: { current?: string; dock?: { widgets?: string[] } };
  };
  const ref = `notebook:${name}`;
  data['layout-restorer:data'] = {
    ...layout,
    main: {
      ...layout.main,
      dock: {
        ...layout.main?.dock,
        widgets: [...(layout.main?.dock?.widgets ?? []), ref]
      },
      current: ref
    }
  };
  data[ref] = { data: { path: name, factory: 'Notebook' } };
  await ask('PUT', 'lab/api/workspaces/default', { ...workspace, data });
}

test('a notebook that Immerse opens has a connected SQL editor beside it, once', async ({
  page
}) => {
  const lab = new LabPage(page, jupyter);
  await openFromImmerse('07:45:00');
  await lab.open('lab');
  await expect(lab.notebookTabs).toHaveText([/HeavyDB_2026-11-29_07.45/]);
  await expect(lab.connection).toContainText('admin @ heavyai');
  await lab.run('SELECT 1 AS one');
  await expect(lab.status).toContainText('1 row');
  await expect(page.locator('.jp-Notebook')).toBeVisible();
  const file = join(folders.root, '.jupyterscratch', '.omniscisession');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(lab.notifications).toHaveCount(0);

  // Whoever closes it does not want it again.
  const saved = page.waitForRequest(
    request =>
      request.method() === 'PUT' &&
      request.url().includes('/api/workspaces/') &&
      !request.postData()?.includes('omnisci-sql-editor:')
  );
  await lab.editorTabs.locator('.lm-TabBar-tabCloseIcon').click();
  await saved;
  await lab.page.reload();
  await expect(lab.notebookTabs).toHaveCount(1);
  await expect(lab.editorTabs).toHaveCount(0);
});
