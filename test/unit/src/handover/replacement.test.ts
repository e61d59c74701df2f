// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import type { ServiceManager, Workspace } from '@jupyterlab/services';
import { expect, test } from 'vitest';
import {
  afterRestoring,
  beforeRestoring
} from '../../../../src/handover/replacement';

const layoutOf = (widget: string): Workspace.IWorkspace['data'] => ({
  'layout-restorer:data': { main: { dock: { widgets: [widget] } } }
});

/** The workspaces of a server. */
function workspacesWith(saved: Record<string, string>) {
  const files = new Map(
    Object.entries(saved).map(([id, widget]) => [id, layoutOf(widget)])
  );
  const workspaces = {
    fetch: (id: string) =>
      Promise.resolve({ data: files.get(id) ?? {}, metadata: { id } }),
    save: (id: string, { data }: Workspace.IWorkspace) => {
      files.set(id, data);
      return Promise.resolve();
    }
  };
  const serviceManager = {
    workspaces
  } as unknown as ServiceManager.IManager;
  return { files, workspaces, serviceManager };
}

test('a layout is restored, undone and restored again, though JupyterLab has saved nothing in between', async () => {
  const { files, workspaces, serviceManager } = workspacesWith({
    mine: 'a-link-opened',
    'omnisci-previous-mine': 'was-arranged'
  });
  /** What a page does that loads what was put aside; answers what it shows. */
  const restore = async (): Promise<unknown> => {
    const replaced = await workspaces.fetch('mine');
    const options = { serviceManager, name: 'mine', replaced };
    await beforeRestoring(options);
    const shown = files.get('omnisci-previous-mine');
    await afterRestoring({ ...options, restored: Promise.resolve() });
    return shown;
  };
  expect(await restore()).toEqual(layoutOf('was-arranged'));
  expect(await restore()).toEqual(layoutOf('a-link-opened'));
  expect(await restore()).toEqual(layoutOf('was-arranged'));
});
