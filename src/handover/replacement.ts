/**
 * Saves a layout that is being replaced, and restores it with JupyterLab's own `clone`, which loads
 * one workspace as another. Loaded if an address replaces a layout, or by the command.
 * See docs/decisions/0020-previous-layout.md.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification, showErrorMessage } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import type { ServiceManager, Workspace } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { handedQuery } from '../connection-info/handed-query';
import { takeOutOfAddress } from './address';
import type { IConnectedNotebooks, IConnection } from '../tokens';
import {
  isAsLinkMadeIt,
  notebooksOf,
  previousNameOf,
  widgetsOf
} from './previous-layout';

const NOTICE_MS = 8_000;

type Context = {
  serviceManager: ServiceManager.IManager;
  /** The ID of the workspace. */
  name: string;
  trans: TranslationBundle;
};

export type ReplacementOptions = Context & {
  restored: JupyterFrontEnd['restored'];
  /** The saved state of the workspace; nothing else would be lost. */
  replaced: Workspace.IWorkspace;
  connection: Pick<IConnection, 'ready'>;
  notebooks: Pick<IConnectedNotebooks, 'findUntouched'>;
};

/**
 * The router awaits this before anything is replaced.
 * @returns true if a layout of the user was saved.
 */
export async function beforeLink(
  options: Omit<ReplacementOptions, 'restored'>
): Promise<boolean> {
  const { replaced, connection, notebooks } = options;
  // Otherwise a second link would overwrite the user's layout with the one of the first link.
  const isLinks = await isAsLinkMadeIt(
    replaced.data,
    await notebooks.findUntouched(notebooksOf(replaced.data)).catch(() => null),
    async () => handedQuery(await connection.ready())
  );
  return !isLinks && (await keep(options));
}

/**
 * The router awaits this before the saved layout is loaded in place of the current one. JupyterLab
 * saves the loaded layout later; a page that is left before that would lose it.
 */
export async function beforeRestoring(
  options: Pick<ReplacementOptions, 'serviceManager' | 'name'>
): Promise<void> {
  const { serviceManager, name } = options;
  const { workspaces } = serviceManager;
  await workspaces
    .fetch(previousNameOf(name))
    .then(({ data }) => workspaces.save(name, { data, metadata: { id: name } }))
    // JupyterLab itself reports a server that cannot read or save.
    .catch(() => undefined);
  // The address that Back returns to must not restore once more.
  takeOutOfAddress(['clone']);
}

/**
 * Saves the replaced layout after the earlier one is loaded from its place. Resolves to true if
 * there was something to save.
 */
export async function afterRestoring(
  options: Pick<
    ReplacementOptions,
    'serviceManager' | 'name' | 'replaced' | 'restored'
  >
): Promise<boolean> {
  await options.restored;
  return await keep(options);
}

/** Opens the saved layout; tells the user if there is none. */
export async function restoreLayout(context: Context): Promise<void> {
  const { serviceManager, name, trans } = context;
  const previous = previousNameOf(name);
  try {
    const { data } = await serviceManager.workspaces.fetch(previous);
    if (widgetsOf(data).length === 0) {
      Notification.info(
        trans.__(
          'There is no previous layout to restore. No link has replaced one here.'
        ),
        { autoClose: NOTICE_MS }
      );
      return;
    }
  } catch (error) {
    await showErrorMessage(
      trans.__('The previous layout cannot be restored'),
      error as Error
    );
    return;
  }
  const here = PageConfig.getUrl({
    mode: 'multiple-document',
    workspace: name,
    treePath: ''
  });
  window.location.assign(`${here}?clone=${encodeURIComponent(previous)}`);
}

/** Resolves to true if there was a layout and it is saved. */
async function keep(
  options: Pick<ReplacementOptions, 'serviceManager' | 'name' | 'replaced'>
): Promise<boolean> {
  const { serviceManager, name, replaced } = options;
  const { data } = replaced;
  if (widgetsOf(data).length === 0) {
    return false;
  }
  const id = previousNameOf(name);
  // The link must work even if the server cannot save.
  return await serviceManager.workspaces
    .save(id, { data, metadata: { id } })
    .then(
      () => true,
      () => false
    );
}
