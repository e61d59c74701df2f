// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { MimeModel } from '@jupyterlab/rendermime';
import type { JSONObject } from '@lumino/coreutils';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { expect, test } from 'vitest';
import { EditorOutput } from '../../../../src/editor-output/editor-output';
import { MIME_TYPES } from '../../../../src/editor-output/mime-types';
import type { ISqlEditor } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import { serverStatus } from '../../../helpers/server-status';
import { sqlEditorInJsdom } from '../../../helpers/sql-editor-in-jsdom';

const [mimeType = ''] = MIME_TYPES;
const PASSWORD = 'Hunter2-of-2018';

const old = (host: string): JSONObject => ({
  connection: {
    ...{ user: 'mapd', password: PASSWORD, dbname: 'flights' },
    ...{ protocol: 'https', host, port: 443 }
  },
  query: 'SELECT 1'
});

function outputInJsdom() {
  const made = new Map<string, FakeConnection>();
  const get = (key = 'handover'): FakeConnection => {
    const known = made.get(key);
    const connection =
      known ?? new FakeConnection({ key, statuses: [connected()] });
    made.set(key, connection);
    return connection;
  };
  const editors: ISqlEditor[] = [];
  const output = new EditorOutput({
    mimeType,
    connections: {
      ready: () => Promise.resolve(),
      default: get(),
      get,
      servers: [serverStatus('handover'), serverStatus('prod')],
      policy: { allow: 'listed', signIn: true }
    },
    editors: {
      embed: ({ connection, sql }) => {
        const { editor } = sqlEditorInJsdom({ connection, text: sql });
        editors.push(editor);
        return Promise.resolve(editor);
      }
    },
    trans
  });
  Widget.attach(output, document.body);
  const model = (data: JSONObject): MimeModel =>
    new MimeModel({
      data: { [mimeType]: data, 'text/plain': 'SELECT 1' },
      callback: ({ data: changed }) =>
        model.setData((changed ?? {})[mimeType] as JSONObject)
    });
  model.setData = (_: JSONObject): void => undefined;
  const asked = (): string[] => [...made.values()].flatMap(c => c.asked);
  return { output, editors, model, asked };
}

test('an output sends nothing, and runs on the listed server that it names', async () => {
  const { output, editors, model, asked } = outputInJsdom();
  await output.renderModel(model(old('prod.example.com')));
  expect(editors.map(({ connection }) => connection.key)).toEqual([
    'prod;flights'
  ]);
  expect(output.node.textContent).not.toContain('is not one of your');
  expect(output.node.innerHTML).not.toContain(PASSWORD);
  expect(asked()).toEqual([]);
  output.dispose();
});

test('a host that is not listed gets nothing: the default connection is used, and that is said', async () => {
  const { output, editors, model } = outputInJsdom();
  const host = '<b>evil</b>.example.com';
  await output.renderModel(model(old(host)));
  expect(editors[0]?.connection.key).toBe('handover');
  expect(output.node.textContent).toContain(`The notebook names ${host}:443`);
  output.dispose();
});

test('removing the password keeps the editor, and everything else of the output', async () => {
  const { output, editors, model } = outputInJsdom();
  let kept: JSONObject | undefined;
  model.setData = data => (kept = data);
  await output.renderModel(model(old('prod.example.com')));
  const button = output.node.querySelector<HTMLElement>(
    '.jp-OmniSciOutput-note button'
  );
  button?.click();
  expect(kept).toEqual({
    connection: {
      ...{ user: 'mapd', dbname: 'flights' },
      ...{ protocol: 'https', host: 'prod.example.com', port: 443 }
    },
    query: 'SELECT 1'
  });
  await output.renderModel(model(kept ?? {}));
  expect(editors).toHaveLength(1);
  expect(editors[0]?.widget.isDisposed).toBe(false);
  expect(output.node.textContent).not.toContain('Remove Stored Password');
  output.dispose();
});

test('another statement gets another editor, and a cleared output ends its own', async () => {
  const { output, editors, model } = outputInJsdom();
  await output.renderModel(model(old('prod.example.com')));
  await output.renderModel(model({ connection: {}, query: 'SELECT 2' }));
  expect(editors.map(({ widget }) => widget.isDisposed)).toEqual([true, false]);
  output.dispose();
  MessageLoop.flush();
  expect(editors.map(({ widget }) => widget.isDisposed)).toEqual([true, true]);
});

test('an output that is cleared before its editor is there leaves none behind', async () => {
  const { output, editors, model } = outputInJsdom();
  const rendered = output.renderModel(model(old('prod.example.com')));
  output.dispose();
  await rendered;
  expect(editors.every(({ widget }) => widget.isDisposed)).toBe(true);
});

test('an output that cannot be read says so', async () => {
  const { output, editors, model } = outputInJsdom();
  await output.renderModel(model({ connection: {} }));
  expect(output.node.textContent).toContain('cannot be read');
  expect(editors).toEqual([]);
  output.dispose();
});
