/** Saves the layout that a link replaces, and restores it with one command. */
import {
  IRouter,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IWindowResolver } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnectedNotebooks, IConnections, ISqlEditors } from '../tokens';
import { LayoutNotices } from './layout-notices';
import { asksForWorkspace, hasReset } from './url';

/** Runs before the rules that replace a layout: the link (10), `reset` (20) and `clone` (30). */
const RANK = 9;

export const previousLayoutPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:previous-layout',
  description: 'Saves the layout that a link replaces, and restores it.',
  autoStart: true,
  requires: [IRouter, IConnections, IConnectedNotebooks],
  optional: [IWindowResolver, ITranslator, ICommandPalette, ISqlEditors],
  activate: (
    app: JupyterFrontEnd,
    router: IRouter,
    connections: IConnections,
    notebooks: IConnectedNotebooks,
    windowResolver: IWindowResolver | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    editors: ISqlEditors | null
  ): void => {
    // Notebook 7 has no layout to save.
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
    // Fetched once, while JupyterLab is still starting; later the layout is already replaced.
    let replacing =
      isLink || search.includes('clone=omnisci-previous-')
        ? Promise.all([load(), serviceManager.workspaces.fetch(name)])
        : null;
    replacing?.catch(() => undefined);
    // Saves what a restored layout replaced after it is restored; the router does not wait.
    let kept = Promise.resolve();

    const notices = new LayoutNotices({
      restore: () => void commands.execute(CommandIDs.restoreLayout),
      ...{ editors, shell: app.shell, trans }
    });

    commands.addCommand(CommandIDs.putLayoutAside, {
      label: trans.__('Save the Previous Layout'),
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
            connection: connections.handover,
            notebooks,
            restored,
            replaced
          };
          if (isLink) {
            if (await replacement.beforeLink(options)) {
              notices.offerRestore();
            }
          } else {
            await replacement.beforeRestoring(options);
            kept = replacement
              .afterRestoring(options)
              .then(isKept => notices.sayRestored(isKept));
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
        'Restore the tabs and side bars that an OmniSci link replaced. The current layout is saved in their place.'
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
