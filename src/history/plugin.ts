/** Keeps what SQL editors run, and shows it in the left side bar; all of it loads when first needed. */
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
import { IConnection, IPageLife, ISqlDrafts, ISqlEditors } from '../tokens';
import { endWith } from '../lifetime/end-with';
import type { HistoryModel, HistorySettings } from './model';
import { HistorySideBar } from './side-bar';

const ID = 'jupyterlab-omnisci:history';
/** Below the database browser, which has 250. */
const RANK = 260;

const DEFAULTS: HistorySettings = { keepHistory: true, historySize: 1000 };

export const historyPlugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Keeps and shows what was run in OmniSci SQL editors.',
  autoStart: true,
  requires: [IConnection, ISqlEditors, IPageLife],
  optional: [
    ITranslator,
    ILayoutRestorer,
    ICommandPalette,
    ISettingRegistry,
    ISqlDrafts
  ],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
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

    const createModel = async (): Promise<HistoryModel> => {
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
    let model: Promise<HistoryModel> | null = null;
    const history = (): Promise<HistoryModel> => (model ??= createModel());

    // One after the other, so that they stand in the order in which they were run.
    let recorded: Promise<void> = Promise.resolve();
    const record = (keep: (model: HistoryModel) => Promise<void>): void => {
      recorded = recorded.then(async () => keep(await history()));
    };
    sqlEditors.statementStarted.connect((_, started) =>
      record(model => model.begin(started))
    );
    sqlEditors.statementExecuted.connect((_, ran) =>
      record(model => model.add(ran))
    );

    const sideBar = new HistorySideBar({
      trans,
      createPanel: async () => {
        const [{ HistoryPanel }, { entryActions }, model, drafts] =
          await Promise.all([
            import('./panel'),
            import('./actions'),
            history(),
            sqlDrafts?.closed() ?? null
          ]);
        void connection.ready();
        const actions = entryActions({
          model,
          sqlEditors,
          activate: id => shell.activateById(id)
        });
        return new HistoryPanel({ model, actions, drafts, trans });
      },
      clear: () => void commands.execute(CommandIDs.clearHistory)
    });
    shell.add(sideBar, 'left', { rank: RANK, type: 'OmniSci Query History' });
    restorer?.add(sideBar, sideBar.id);

    commands.addCommand(CommandIDs.showHistory, {
      label: args =>
        args['toolbar'] ? trans.__('History') : trans.__('Show Query History'),
      caption: trans.__('Show what was run in SQL editors'),
      icon: args => (args['toolbar'] ? historyIcon : undefined),
      describedBy: {
        args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
      },
      execute: () => shell.activateById(sideBar.id)
    });
    commands.addCommand(CommandIDs.clearHistory, {
      label: trans.__('Clear Query History…'),
      caption: trans.__('Forget what was run on this database'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const { button } = await showDialog({
          title: trans.__('Clear the query history?'),
          body: trans.__(
            'Everything that is kept of what you ran on this database is removed from this browser.'
          ),
          buttons: [
            Dialog.cancelButton(),
            Dialog.warnButton({ label: trans.__('Clear') })
          ]
        });
        if (button.accept) {
          await (await history()).clear();
        }
      }
    });
    for (const command of [CommandIDs.showHistory, CommandIDs.clearHistory]) {
      palette?.addItem({ command, category: CATEGORY });
    }
  }
};
