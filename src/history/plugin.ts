/**
 * Saves the statements that SQL editors run, and shows them in the left side bar. Loaded on first
 * use.
 */
import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { historyIcon } from '../icons';
import {
  IConnections,
  IPageLife,
  ISqlDrafts,
  ISqlEditors,
  type IConnection,
  type StartedStatement
} from '../tokens';
import { endWith } from '../lifetime/end-with';
import type { HistoryModel, HistorySettings } from './model';
import { HistorySideBar } from './side-bar';

const ID = 'jupyterlab-omnisci:history';
/** Below the database browser, which has 250. */
const RANK = 260;

const DEFAULTS: HistorySettings = { keepHistory: true, historySize: 1000 };

export const historyPlugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description:
    'Saves and shows the statements that were run in OmniSci SQL editors.',
  autoStart: true,
  requires: [IConnections, ISqlEditors, IPageLife],
  optional: [
    ITranslator,
    ILayoutRestorer,
    ICommandPalette,
    ISettingRegistry,
    ISqlDrafts
  ],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    sqlEditors: ISqlEditors,
    page: IPageLife,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    settingRegistry: ISettingRegistry | null,
    sqlDrafts: ISqlDrafts | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, serviceManager, shell } = app;

    const createModel = async (
      connection: IConnection
    ): Promise<HistoryModel> => {
      const [{ HistoryModel }, { HistoryStore }, settings] = await Promise.all([
        import('./model'),
        import('./store'),
        settingRegistry?.load(ID).catch(() => null)
      ]);
      const read = (): HistorySettings => ({
        ...DEFAULTS,
        ...(settings?.composite as Partial<HistorySettings> | undefined)
      });
      const model = new HistoryModel({
        store: new HistoryStore(),
        connection,
        baseUrl: serviceManager.serverSettings.baseUrl,
        settings: read(),
        page
      });
      settings?.changed.connect(() => {
        model.settings = read();
      });
      endWith(shell, model);
      return model;
    };
    const models = new Map<IConnection, Promise<HistoryModel>>();
    const historyOf = (connection: IConnection): Promise<HistoryModel> => {
      const model = models.get(connection) ?? createModel(connection);
      models.set(connection, model);
      return model;
    };
    /** The connection of the editor that was used last. */
    const current = (): IConnection =>
      sqlEditors.current?.connection ?? connections.handover;

    // One after the other, so that they are saved in the order in which they were run.
    let recorded: Promise<void> = Promise.resolve();
    const record = (
      { connection }: StartedStatement,
      keep: (model: HistoryModel) => Promise<void>
    ): void => {
      const history = historyOf(connections.get(connection));
      recorded = recorded.then(async () => keep(await history));
    };
    sqlEditors.statementStarted.connect((_, started) =>
      record(started, model => model.begin(started))
    );
    sqlEditors.statementExecuted.connect((_, ran) =>
      record(ran, model => model.add(ran))
    );

    const sideBar = new HistorySideBar({
      trans,
      createPanel: async () => {
        const connection = current();
        const [{ HistoryPanel }, { entryActions }, model, drafts] =
          await Promise.all([
            import('./panel'),
            import('./actions'),
            historyOf(connection),
            sqlDrafts?.closed() ?? null
          ]);
        void connection.ready();
        const actions = entryActions({
          model,
          sqlEditors,
          connection,
          activate: id => shell.activateById(id)
        });
        return new HistoryPanel({ model, actions, drafts, trans });
      },
      clear: () => void commands.execute(CommandIDs.clearHistory)
    });
    shell.add(sideBar, 'left', { rank: RANK, type: 'OmniSci Query History' });
    restorer?.add(sideBar, sideBar.id);
    let shown = current();
    sqlEditors.currentChanged.connect(() => {
      if (current() !== shown) {
        shown = current();
        sideBar.reset();
      }
    });

    commands.addCommand(CommandIDs.showHistory, {
      label: args =>
        args['toolbar'] ? trans.__('History') : trans.__('Show Query History'),
      caption: trans.__('Show the statements that were run in SQL editors'),
      icon: args => (args['toolbar'] ? historyIcon : undefined),
      describedBy: {
        args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
      },
      execute: () => shell.activateById(sideBar.id)
    });
    commands.addCommand(CommandIDs.clearHistory, {
      label: trans.__('Clear Query History…'),
      caption: trans.__('Delete the history of this database'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const { button } = await showDialog({
          title: trans.__('Clear the query history?'),
          body: trans.__(
            'All statements that you ran on this database are deleted from this browser.'
          ),
          buttons: [
            Dialog.cancelButton(),
            Dialog.warnButton({ label: trans.__('Clear') })
          ]
        });
        if (button.accept) {
          await (await historyOf(current())).clear();
        }
      }
    });
    for (const command of [CommandIDs.showHistory, CommandIDs.clearHistory]) {
      palette?.addItem({ command, category: CATEGORY });
    }
  }
};
