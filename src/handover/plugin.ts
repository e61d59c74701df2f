/** Turns `…/lab?omnisci&reset` into an open workspace, once for each page load. */
import {
  ILabShell,
  IRouter,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  IWindowResolver,
  type MainAreaWidget,
  showErrorMessage
} from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { workspaceIcon } from '../icons';
import { IConnectedNotebooks, IConnections, ISqlEditors } from '../tokens';
import { takeOutOfAddress } from './address';
import { asksForWorkspace, HANDOVER_PATTERN } from './url';
import { isRevisit, LaunchRecord } from './launch-record';
import { LINK_PARAMETERS } from './names';
import { openWorkspace, type WorkspaceOptions } from './workspace';

/**
 * Runs before JupyterLab's own rules. Its `reset` (rank 20) takes a second to save the cleared
 * workspace. It got its arguments when the routing began, so it still works after the parameters are
 * removed from the address. See docs/decisions/0003-one-launch.md.
 */
const RANK = 10;

export const handoverPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:handover',
  description:
    'Opens a connected SQL editor and notebook for the URL parameter "omnisci", or "heavyai".',
  autoStart: true,
  requires: [IRouter, IConnections, ISqlEditors, IConnectedNotebooks],
  optional: [
    ILabShell,
    IWindowResolver,
    ITranslator,
    ICommandPalette,
    ILauncher
  ],
  activate: (
    app: JupyterFrontEnd,
    router: IRouter,
    connections: IConnections,
    sqlEditors: ISqlEditors,
    notebooks: IConnectedNotebooks,
    labShell: ILabShell | null,
    windowResolver: IWindowResolver | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null
  ): void => {
    // Notebook 7 shows one document per page and has no workspace. In JupyterLab, the resolver is
    // there once the page is known to stay: if its workspace is open in another tab, JupyterLab
    // leaves for a new one.
    if (!labShell || !windowResolver) {
      return;
    }
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands } = app;
    let launched = false;
    const record = new LaunchRecord({
      storage: window.sessionStorage,
      isRevisit: isRevisit()
    });

    const open = async (
      options: Pick<WorkspaceOptions, 'reuseNotebook' | 'editor'>
    ): Promise<MainAreaWidget | null> => {
      try {
        return await openWorkspace({
          ...{ sqlEditors, notebooks, labShell, ...options }
        });
      } catch (error) {
        await showErrorMessage(
          trans.__('The workspace could not be opened completely'),
          error instanceof Error ? error.message : String(error)
        );
        return null;
      }
    };
    const launch = async (): Promise<void> => {
      record.begin();
      await app.restored;
      // JupyterLab restores what the page before the reload had opened and saved.
      const editor = record.wasLaunched ? sqlEditors.current : null;
      await open({ reuseNotebook: true, editor });
      record.end();
      // JupyterLab does this only after it has saved. A reload before that would clone again, over
      // the open widgets.
      takeOutOfAddress(['clone']);
    };

    commands.addCommand(CommandIDs.createWorkspace, {
      label: trans.__('Create OmniSci Workspace'),
      caption: trans.__(
        'Open a SQL editor and a notebook, both connected to your session'
      ),
      icon: args => (args['isPalette'] ? undefined : workspaceIcon),
      describedBy: {
        args: { type: 'object', properties: { isPalette: { type: 'boolean' } } }
      },
      execute: () => {
        void connections.handover.refresh();
        return open({ reuseNotebook: false, editor: null });
      }
    });
    commands.addCommand(CommandIDs.handOver, {
      label: trans.__('Open the Workspace of an OmniSci Link'),
      isVisible: () => false,
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => {
        // The second time, `reset` or `clone` has pushed the address that it started from.
        const path = launched
          ? new URL(PageConfig.getUrl({})).pathname
          : undefined;
        takeOutOfAddress([...LINK_PARAMETERS, 'reset'], path);
        if (launched) {
          return;
        }
        launched = true;
        // Not awaited, because the router runs one command after the other.
        void launch();
      }
    });
    router.register({
      command: CommandIDs.handOver,
      pattern: HANDOVER_PATTERN,
      rank: RANK
    });
    if (asksForWorkspace(router.current.search ?? '')) {
      // JupyterLab is still starting.
      void connections.handover.refresh();
      sqlEditors.preload();
    } else if (record.isUnfinished) {
      // The page was reloaded after the address was cleaned and before the workspace was open.
      void launch();
    }

    palette?.addItem({
      command: CommandIDs.createWorkspace,
      category: CATEGORY,
      args: { isPalette: true }
    });
    launcher?.add({
      command: CommandIDs.createWorkspace,
      category: CATEGORY,
      rank: 2
    });
  }
};
