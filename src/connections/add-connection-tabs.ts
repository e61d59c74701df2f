/** The connection on the tabs of SQL editors. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { endWith } from '../lifetime/end-with';
import { type IConnections, type ISqlEditors } from '../tokens';
import { ConnectionTabs } from './connection-tabs';
import type { TranslationBundle } from '@jupyterlab/translation';

export function addConnectionTabs(
  app: JupyterFrontEnd,
  {
    connections,
    editors,
    trans
  }: {
    connections: IConnections;
    editors: ISqlEditors;
    trans: TranslationBundle;
  }
): void {
  endWith(app.shell, new ConnectionTabs({ connections, editors, trans }));
}
