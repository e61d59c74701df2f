/** Makes the content of the schema browser, and the commands of its rows. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { CommandIDs } from '../command-ids';
import { endWith } from '../lifetime/end-with';
import type { IConnections, ISchemas, ISqlEditors } from '../tokens';
import { BrowsedConnection, keepPin } from './browsed-connection';
import { SchemaBrowser } from './browser';
import { SchemaBrowserView } from './browser-view';
import { addSchemaCommands } from './commands';

export type SchemaContent = { browser: SchemaBrowser; view: Widget };

export type CreateBrowserOptions = {
  app: JupyterFrontEnd;
  connections: IConnections;
  editors: ISqlEditors;
  schemas: ISchemas;
  /** Saves the pinned connection. */
  state: IStateDB | null;
  trans: TranslationBundle;
};

export function createBrowser(options: CreateBrowserOptions): SchemaContent {
  const { app, connections, editors, schemas, state, trans } = options;
  const { commands, shell } = app;
  const browsed = new BrowsedConnection({ connections, editors, trans });
  const browser = new SchemaBrowser({
    schema: schemas.of(browsed.value),
    trans
  });
  endWith(shell, browser, browsed);
  browsed.changed.connect(() => {
    browser.schema = schemas.of(browsed.value);
  });
  if (state) {
    void keepPin(browsed, state);
  }
  addSchemaCommands({ app, browser, editors, trans });
  const view = new SchemaBrowserView({
    ...{ browser, browsed, trans },
    signIn: server => void commands.execute(CommandIDs.signIn, { server }),
    insertName: () => void commands.execute(CommandIDs.insertSchemaName)
  });
  return { browser, view };
}
