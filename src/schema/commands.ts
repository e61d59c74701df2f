/** The commands for the active row of the schema browser. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandIDs } from '../command-ids';
import { notifyFailure } from '../text/notify-failure';
import { bringToFront } from '../shell/bring-to-front';
import { SidecarError } from '../sidecar/sidecar-error';
import type { ISchema, ISqlEditor, ISqlEditors } from '../tokens';
import type { SchemaBrowser } from './browser';
import { askScalar } from './scalar';
import type { TreeRow } from './tree';

export type SchemaCommandsOptions = {
  app: JupyterFrontEnd;
  browser: SchemaBrowser;
  editors: ISqlEditors;
  trans: TranslationBundle;
};

const NO_ARGS = { args: { type: 'object', properties: {} } };

export function addSchemaCommands(options: SchemaCommandsOptions): void {
  const { app, browser, editors, trans } = options;
  const { commands, shell } = app;

  const toFront = (editor: ISqlEditor | null): ISqlEditor | null => {
    if (editor) {
      bringToFront(shell, editor.widget);
    }
    return editor;
  };
  /** An editor on the shown connection; the current one if possible. */
  const editorOf = ({ connection }: ISchema): ISqlEditor | null =>
    [editors.current, ...editors.items].find(
      editor => editor?.connection === connection
    ) ?? null;
  /** The active row, unless it is a note or belongs to another database. */
  const active = (): TreeRow | null =>
    browser.active?.isOwn && browser.active.kind !== 'note'
      ? browser.active
      : null;
  const table = (): string => active()?.table ?? '';
  const statements = () => import('./statements');
  const run = async (sql: string): Promise<void> => {
    const { schema } = browser;
    const editor =
      toFront(editorOf(schema)) ??
      (await editors.open({ sql, connection: schema.connection }));
    await editor?.runStatement(sql);
  };

  commands.addCommand(CommandIDs.insertSchemaName, {
    label: trans.__('Insert Name'),
    caption: trans.__('Insert the name at the cursor of the SQL editor'),
    describedBy: NO_ARGS,
    isEnabled: () => active() !== null,
    execute: async () => {
      const row = active();
      if (row) {
        const { quoteIdentifier } = await import('../sql/identifier');
        const sql = quoteIdentifier(row.label);
        const editor = toFront(editors.current);
        if (editor) {
          editor.insert(sql);
        } else {
          const { connection } = browser.schema;
          await editors.open({ sql, connection });
        }
      }
    }
  });
  commands.addCommand(CommandIDs.previewSchemaRows, {
    label: trans.__('Preview Rows'),
    caption: trans.__('Show the first 100 rows in the SQL editor'),
    describedBy: NO_ARGS,
    isEnabled: () => table() !== '',
    execute: async () => run((await statements()).previewSql(table()))
  });
  commands.addCommand(CommandIDs.countSchemaRows, {
    label: trans.__('Count Rows'),
    caption: trans.__('Count the rows in the SQL editor'),
    describedBy: NO_ARGS,
    isEnabled: () => table() !== '',
    execute: async () => run((await statements()).countSql(table()))
  });
  commands.addCommand(CommandIDs.copySchemaCreate, {
    label: trans.__('Copy CREATE Statement'),
    caption: trans.__('Copy the statement that creates this table or view'),
    describedBy: NO_ARGS,
    isEnabled: () => table() !== '',
    execute: async () => {
      const name = table();
      const { createSql } = await statements();
      try {
        const text = await askScalar(
          browser.schema.connection.client,
          createSql(name)
        );
        Clipboard.copyToSystem(typeof text === 'string' ? text : '');
        Notification.success(
          trans.__('Copied the CREATE statement of “%1”.', name),
          { autoClose: 3000 }
        );
      } catch (error) {
        notifyFailure({
          title: trans.__('Copy CREATE Statement'),
          message: error instanceof Error ? error.message : String(error),
          requestId: error instanceof SidecarError ? error.requestId : '',
          trans
        });
      }
    }
  });
  browser.changed.connect(() => {
    for (const id of [
      CommandIDs.insertSchemaName,
      CommandIDs.previewSchemaRows,
      CommandIDs.countSchemaRows,
      CommandIDs.copySchemaCreate
    ]) {
      commands.notifyCommandChanged(id);
    }
  });
}
