/** Restores the focus when one of our context menus closes: Lumino leaves it on the page. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { FocusReturn } from './focus-return';

export const contextMenuPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:context-menu',
  description: 'Restores the focus when a context menu closes.',
  autoStart: true,
  activate: ({ contextMenu }: JupyterFrontEnd): void => {
    const focus = new FocusReturn('[class*="jp-OmniSci"]');
    // Runs before JupyterLab opens its menu, which takes the focus.
    document.addEventListener('contextmenu', focus, { capture: true });
    contextMenu.menu.aboutToClose.connect(() => focus.giveBack());
  }
};
