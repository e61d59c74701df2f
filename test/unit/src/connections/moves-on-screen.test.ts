// @vitest-environment jsdom
/** What is seen of an editor that moves to another connection. */
import { sqlEditorInJsdom } from '../../../helpers/sql-editor-in-jsdom';
import { expect, test } from 'vitest';
import { ColumnPrefetcher } from '../../../../src/completion/prefetcher';
import { SqlCompletionProvider } from '../../../../src/completion/provider';
import { Schemas } from '../../../../src/schema/schemas';
import { connected, FakeConnection } from '../../../helpers/fake-connection';

function connectionTo(key: string, user: string, table: string) {
  const asked: string[] = [];
  const status = connected();
  const connection = new FakeConnection({
    statuses: [{ ...status, reply: { ...status.reply!, user } }],
    key,
    client: {
      schema: () =>
        Promise.resolve({
          database: 'd',
          databases: ['d'],
          tables: [{ name: table, kind: 'table', columnCount: 1 }]
        }),
      schemaColumns: name => {
        asked.push(name);
        return Promise.resolve({ columns: [], viewSql: '', comment: '' });
      }
    }
  });
  return { connection, asked };
}

test('indicator, completion and what is loaded ahead follow it', async () => {
  const ada = connectionTo('handover', 'ada', 'of_ada');
  const bob = connectionTo('other', 'bob', 'of_bob');
  const { editors, editor, widget } = sqlEditorInJsdom({
    connection: ada.connection,
    text: 'SELECT  FROM of_ada, of_bob'
  });
  const schemas = new Schemas({ editors });
  const provider = new SqlCompletionProvider({ schemas, editors });
  const prefetcher = new ColumnPrefetcher({ editor, schemas });
  const indicator = () =>
    widget.node.querySelector('.jp-OmniSciConnection-label')?.textContent;
  const offered = async (): Promise<string[]> => {
    await schemas.of(editor.connection).load();
    const { items } = await provider.fetch(
      { text: 'SELECT * FROM ', offset: 14 },
      { widget }
    );
    return items.map(({ label }) => label);
  };
  let currentChanges = 0;
  editors.currentChanged.connect(() => currentChanges++);

  await editor.connection.ready();
  await expect.poll(indicator).toBe('ada @ flights');
  expect(await offered()).toContain('of_ada');
  await expect.poll(() => ada.asked).toEqual(['of_ada']);

  await editor.setConnection(bob.connection);

  expect(currentChanges).toBe(1);
  await expect.poll(indicator).toBe('other · flights');
  const names = await offered();
  expect(names).toContain('of_bob');
  expect(names).not.toContain('of_ada');
  await expect.poll(() => bob.asked).toEqual(['of_bob']);
  expect(ada.asked).toEqual(['of_ada']);
  prefetcher.dispose();
  widget.dispose();
});
