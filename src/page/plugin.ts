/** Provides the service that tells which pages of this JupyterLab are open. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IPageLife } from '../tokens';
import { PageLife } from './page-life';

export const pagePlugin: JupyterFrontEndPlugin<IPageLife> = {
  id: 'jupyterlab-omnisci:page',
  description: 'Knows which pages of this JupyterLab are open.',
  autoStart: true,
  provides: IPageLife,
  activate: (): IPageLife =>
    new PageLife({
      // Over plain HTTP there are none, whatever the types say.
      locks: navigator.locks,
      storage: window.sessionStorage
    })
};
