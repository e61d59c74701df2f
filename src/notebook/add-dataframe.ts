/** The command that takes the current query of a SQL editor to the notebook. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { CATEGORY, CommandIDs } from '../command-ids';
import { dataframeIcon } from '../editor-icons';
import {
  type IConnectedNotebooks,
  type ISqlEditors,
  type ISqlResult,
  type ISqlEditor
} from '../tokens';
import type { TranslationBundle } from '@jupyterlab/translation';

export function addDataframe(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    notebooks,
    palette,
    trans
  }: {
    sqlEditors: ISqlEditors;
    notebooks: IConnectedNotebooks;
    palette: ICommandPalette | null;
    trans: TranslationBundle;
  }
): void {
  const insert = async (): Promise<void> => {
    const editor = sqlEditors.current;
    const query = editor && (await queryOf(editor));
    if (!query) {
      return;
    }
    const { sql, isQuery, connection } = query;
    const { dataframeCell } = await import('../cells/dataframe-cell');
    try {
      await notebooks.insert(
        context => [dataframeCell({ sql, isQuery, ...context })],
        { connection, leftOf: editor.widget.id }
      );
    } catch (error) {
      await showErrorMessage(
        trans.__('The cell could not be inserted'),
        error instanceof Error ? error.message : String(error)
      );
    }
  };

  app.commands.addCommand(CommandIDs.insertDataframe, {
    label: args =>
      args['toolbar']
        ? trans.__('To Notebook')
        : trans.__('Insert Query as Dataframe'),
    caption: trans.__(
      'Insert a notebook cell that reads this query into a dataframe'
    ),
    icon: args => (args['toolbar'] ? dataframeIcon : undefined),
    describedBy: {
      args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
    },
    isEnabled: () => sqlEditors.current !== null,
    execute: insert
  });
  sqlEditors.currentChanged.connect(() => {
    app.commands.notifyCommandChanged(CommandIDs.insertDataframe);
  });
  palette?.addItem({
    command: CommandIDs.insertDataframe,
    category: CATEGORY
  });
}

/** The statement whose rows are on top; without rows, the selected one or the one at the cursor. */
async function queryOf({
  editor,
  result,
  connection
}: ISqlEditor): Promise<Pick<
  ISqlResult,
  'sql' | 'isQuery' | 'connection'
> | null> {
  if (result) {
    // Its rows may be of another connection than the editor has now.
    return result;
  }
  const [{ statementAt }, { SqlStatement }] = await Promise.all([
    import('../sql/statements'),
    import('../sql/statement')
  ]);
  const source = editor.model.sharedModel.getSource();
  const { start, end } = editor.getSelection();
  const [from = 0, to = 0] = [start, end]
    .map(position => editor.getOffsetAt(position))
    .sort((a, b) => a - b);
  const selected = source.slice(from, to).trim();
  const statement = selected
    ? new SqlStatement(selected, null)
    : statementAt(source, from);
  return (
    statement && {
      sql: statement.text,
      isQuery: statement.kind.isQuery,
      connection
    }
  );
}
