/**
 * Keeps a layout that is being replaced, and brings it back by JupyterLab's own `clone`, which
 * loads one workspace as another. Loaded where an address replaces a layout, or at the command.
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
  /** Of the workspace. */
  name: string;
  trans: TranslationBundle;
};

export type ReplacementOptions = Context & {
  restored: JupyterFrontEnd['restored'];
  /** What is saved of the workspace: no more than that is lost. */
  replaced: Workspace.IWorkspace;
  connection: Pick<IConnection, 'ready'>;
  notebooks: Pick<IConnectedNotebooks, 'findUntouched'>;
};

/**
 * Called by the router before anything is replaced, and waited for.
 * @returns whether a layout of the user's was put aside.
 */
export async function beforeLink(
  options: Omit<ReplacementOptions, 'restored'>
): Promise<boolean> {
  const { replaced, connection, notebooks } = options;
  // Else a second link would put what the first one opened in place of the user's own layout.
  const isLinks = await isAsLinkMadeIt(
    replaced.data,
    await notebooks.findUntouched(notebooksOf(replaced.data)).catch(() => null),
    async () => handedQuery(await connection.ready())
  );
  return !isLinks && (await keep(options));
}

/**
 * Called by the router before the layout that was put aside is loaded in place of this one, and
 * waited for. JupyterLab saves what it loaded a while later; a page that is left before would lose it.
 */
export async function beforeRestoring(
  options: Pick<ReplacementOptions, 'serviceManager' | 'name'>
): Promise<void> {
  const { serviceManager, name } = options;
  const { workspaces } = serviceManager;
  await workspaces
    .fetch(previousNameOf(name))
    .then(({ data }) => workspaces.save(name, { data, metadata: { id: name } }))
    // JupyterLab tells of a server that cannot read or save.
    .catch(() => undefined);
  // The address that Back returns to must not restore once more.
  takeOutOfAddress(['clone']);
}

/**
 * Puts what was replaced aside once the layout that was there is loaded from its place. Resolves to
 * whether there was anything.
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

/** Leaves for the layout that was put aside; says so where there is none. */
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

/** Answers whether there was something to keep, and it is kept. */
async function keep(
  options: Pick<ReplacementOptions, 'serviceManager' | 'name' | 'replaced'>
): Promise<boolean> {
  const { serviceManager, name, replaced } = options;
  const { data } = replaced;
  if (widgetsOf(data).length === 0) {
    return false;
  }
  const id = previousNameOf(name);
  // A server that cannot save must not keep the link from its work.
  return await serviceManager.workspaces
    .save(id, { data, metadata: { id } })
    .then(
      () => true,
      () => false
    );
}
