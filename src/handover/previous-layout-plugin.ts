/** Puts the layout aside that a link replaces, and brings it back by one command. */
import {
  IRouter,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IWindowResolver } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnectedNotebooks, IConnection } from '../tokens';
import { asksForWorkspace, hasReset } from './url';

/** Before what replaces a layout: our link (10), JupyterLab's `reset` (20) and `clone` (30). */
const RANK = 9;

export const previousLayoutPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:previous-layout',
  description: 'Keeps the layout that a link replaces, and brings it back.',
  autoStart: true,
  requires: [IRouter, IConnection, IConnectedNotebooks],
  optional: [IWindowResolver, ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    router: IRouter,
    connection: IConnection,
    notebooks: IConnectedNotebooks,
    windowResolver: IWindowResolver | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    // Notebook 7 has no layout to put aside.
    if (!windowResolver) {
      return;
    }
    const { name } = windowResolver;
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, restored, serviceManager } = app;
    const context = { serviceManager, name, trans };
    const load = () => import('./replacement');

    const search = router.current.search ?? '';
    const isLink = asksForWorkspace(search) && hasReset(search);
    // Fetched while JupyterLab is still starting, and once: later there is nothing left to keep.
    let replacing =
      isLink || search.includes('clone=omnisci-previous-')
        ? Promise.all([load(), serviceManager.workspaces.fetch(name)])
        : null;
    replacing?.catch(() => undefined);
    // What a restored layout replaced is kept only when it is there; the router does not wait.
    let kept = Promise.resolve();

    commands.addCommand(CommandIDs.putLayoutAside, {
      label: trans.__('Put the Layout Aside'),
      isVisible: () => false,
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const fetched = replacing;
        replacing = null;
        const [replacement, replaced] =
          (await fetched?.catch(() => null)) ?? [];
        if (replacement && replaced) {
          const options = {
            ...context,
            connection,
            notebooks,
            restored,
            replaced
          };
          if (isLink) {
            await replacement.beforeLink(options);
          } else {
            kept = replacement.beforeRestoring(options);
          }
        }
      }
    });
    router.register({
      command: CommandIDs.putLayoutAside,
      pattern: /[?&](?:reset|clone)(?=[=&#]|$)/,
      rank: RANK
    });
    commands.addCommand(CommandIDs.restoreLayout, {
      label: trans.__('Restore Previous Layout'),
      caption: trans.__(
        'Bring back the tabs and side bars that an OmniSci link replaced; what is open now is put aside instead'
      ),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const [{ restoreLayout }] = await Promise.all([load(), kept]);
        await restoreLayout(context);
      }
    });
    palette?.addItem({ command: CommandIDs.restoreLayout, category: CATEGORY });
  }
};
