// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { MimeModel } from '@jupyterlab/rendermime';
import type { JSONObject } from '@lumino/coreutils';
import { Panel, Widget } from '@lumino/widgets';
import { expect, test } from 'vitest';
import { LazyOutput } from '../../../../src/output/lazy-output';
import type { IConnection } from '../../../../src/tokens';
import type { Drawing } from '../../../../src/vega-output/card';
import { MIME_TYPES } from '../../../../src/vega-output/mime-types';
import { VegaOutput } from '../../../../src/vega-output/vega-output';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import { serverStatus } from '../../../helpers/server-status';

const [mimeType = ''] = MIME_TYPES;
const PASSWORD = 'Hunter2-of-2018';
const SAVED = btoa('the saved picture');
const DRAWN = btoa('the picture of today');

const old = (host: string, more: JSONObject = {}): JSONObject => ({
  connection: {
    ...{ user: 'mapd', password: PASSWORD, dbname: 'flights' },
    ...{ protocol: 'https', host, port: 443 }
  },
  vega: {
    width: 384,
    height: 564,
    data: [{ name: 'tweets', sql: 'SELECT <b>x</b> FROM tweets' }]
  },
  ...more
});

/** Draws {@link DRAWN}, or fails. */
class FakeDrawing extends Widget {
  constructor(
    connection: IConnection,
    private readonly _error: Error | null
  ) {
    super();
    this.model.connection = connection;
  }

  readonly drawn: { key: string; text: string }[] = [];

  readonly model = {
    connection: {} as IConnection,
    picture: null as { png: string } | null,
    error: null as Error | null,
    render: (text: string): Promise<void> => {
      const { model } = this;
      this.drawn.push({ key: model.connection.key, text });
      model.error = this._error;
      model.picture = this._error ? null : { png: DRAWN };
      return Promise.resolve();
    }
  };
}

function outputInJsdom({ error = null as Error | null } = {}) {
  const made = new Map<string, FakeConnection>();
  const get = (key = 'handover'): FakeConnection => {
    const known = made.get(key);
    const connection =
      known ?? new FakeConnection({ key, statuses: [connected()] });
    made.set(key, connection);
    return connection;
  };
  const drawings: FakeDrawing[] = [];
  const output = new LazyOutput(of =>
    Promise.resolve(
      new VegaOutput({
        isOfRunningCell: () => of.isOfRunningCell,
        mimeType,
        connections: {
          ready: () => Promise.resolve(),
          default: get(),
          get,
          servers: [serverStatus('handover'), serverStatus('prod')],
          policy: { allow: 'listed', signIn: true }
        },
        createConnectionButton: () => new Widget(),
        createDrawing: ({ connection }) => {
          const drawing = new FakeDrawing(connection, error);
          drawings.push(drawing);
          return Promise.resolve(drawing as unknown as Drawing);
        },
        trans
      })
    )
  );
  const model = (payload: JSONObject, png?: string): MimeModel => {
    const made: MimeModel = new MimeModel({
      data: {
        [mimeType]: payload,
        'text/plain': 'a picture',
        ...(png !== undefined && { 'image/png': png })
      },
      callback: ({ data }) => {
        saved.push(data as JSONObject);
        void output.renderModel(
          model(data?.[mimeType] as JSONObject, data?.['image/png'] as string)
        );
      }
    });
    return made;
  };
  const saved: JSONObject[] = [];
  const touched = (): string[] =>
    [...made.values()].filter(c => c.status !== null).map(({ key }) => key);
  const button = (name: string): HTMLElement | undefined =>
    [...output.node.querySelectorAll<HTMLElement>('button, jp-button')].find(
      ({ textContent }) => textContent === name
    );
  const shown = (): string[] =>
    [...output.node.querySelectorAll('img')]
      .filter(image => !image.closest('.lm-mod-hidden'))
      .map(({ src }) => src.replace('data:image/png;base64,', ''));
  return { output, drawings, model, saved, touched, button, shown };
}

test('an output shows its saved picture, its SQL as text, and sends nothing', async () => {
  const { output, drawings, model, touched, shown } = outputInJsdom();
  await output.renderModel(model(old('prod.example.com'), SAVED));
  Widget.attach(output, document.body);
  expect(shown()).toEqual([SAVED]);
  const sql = output.node.querySelector('details');
  expect([sql?.open, sql?.querySelector('pre')?.textContent]).toEqual([
    false,
    'SELECT <b>x</b> FROM tweets'
  ]);
  expect(output.node.textContent).toContain('Vega, 384 × 564');
  expect(output.node.innerHTML).not.toContain(PASSWORD);
  expect([drawings, touched()]).toEqual([[], []]);
  output.dispose();
});

test('Run draws on the listed server that the output names, and saves the picture', async () => {
  const { output, drawings, model, saved, shown, button } = outputInJsdom();
  await output.renderModel(model(old('prod.example.com'), SAVED));
  Widget.attach(output, document.body);
  button('Run')?.click();
  await expect.poll(() => saved.length).toBe(1);
  const [drawing] = drawings;
  expect(drawing?.drawn.map(({ key }) => key)).toEqual(['prod;flights']);
  expect(JSON.parse(drawing?.drawn[0]?.text ?? '')).toEqual(
    old('prod.example.com')['vega']
  );
  expect(saved[0]).toEqual({
    [mimeType]: old('prod.example.com'),
    'text/plain': 'a picture',
    'image/png': DRAWN
  });
  // The drawing takes the place of the saved picture, and survives that it was saved.
  expect(shown()).toEqual([]);
  expect(drawing?.isAttached).toBe(true);
  output.dispose();
  expect(drawing?.isDisposed).toBe(true);
});

test('a Run that fails leaves the saved picture, on screen and in the notebook', async () => {
  const error = new Error('There is no table tweets.');
  const { output, drawings, model, saved, shown, button } = outputInJsdom({
    error
  });
  await output.renderModel(model(old('prod.example.com'), SAVED));
  button('Run')?.click();
  await expect.poll(() => drawings[0]?.drawn.length).toBe(1);
  expect([shown(), saved]).toEqual([[SAVED], []]);
  output.dispose();
});

test('a host that is not listed gets nothing: the default connection is used, and that is said', async () => {
  const { output, drawings, model, button } = outputInJsdom();
  const host = '<b>evil</b>.example.com';
  await output.renderModel(model(old(host)));
  expect(output.node.textContent).toContain(`The notebook names ${host}:443`);
  button('Run')?.click();
  await expect.poll(() => drawings[0]?.drawn[0]?.key).toBe('handover');
  output.dispose();
});

test('Vega-Lite that has lost its query shows its picture, and cannot be run', async () => {
  const { output, model, shown, button } = outputInJsdom();
  const vegaLite = { mark: 'square', data: { name: 'mapd_data' } };
  await output.renderModel(model({ vegaLite }, SAVED));
  expect(shown()).toEqual([SAVED]);
  expect(output.node.textContent).toContain(
    'The query is not part of this output.'
  );
  expect(button('Run')).toBeUndefined();
  output.dispose();
});

test('removing the password keeps the picture and the drawing', async () => {
  const { output, drawings, model, saved, button } = outputInJsdom();
  await output.renderModel(model(old('prod.example.com'), SAVED));
  button('Run')?.click();
  await expect.poll(() => saved.length).toBe(1);
  button('Remove Stored Password')?.click();
  await expect.poll(() => saved.length).toBe(2);
  expect(JSON.stringify(saved[1])).not.toContain(PASSWORD);
  expect(saved[1]?.['image/png']).toBe(DRAWN);
  expect([drawings.length, drawings[0]?.isDisposed]).toEqual([1, false]);
  expect(button('Remove Stored Password')).toBeUndefined();
  output.dispose();
});

test('an output that cannot be read says so', async () => {
  const { output, model } = outputInJsdom();
  await output.renderModel(model({ connection: {} }));
  expect(output.node.textContent).toContain('cannot be read');
  output.dispose();
});

/** As in JupyterLab, where the area has the future of its cell. */
function areaOf(output: Widget, future: { isDisposed: boolean } | null): Panel {
  const area = Object.assign(new Panel(), { future });
  area.addClass('jp-OutputArea');
  const item = new Panel();
  item.addWidget(output);
  area.addWidget(item);
  Widget.attach(area, document.body);
  return area;
}

test('an output of a cell that runs draws by itself, once', async () => {
  const { output, drawings, model } = outputInJsdom();
  const future = { isDisposed: false };
  const rendered = output.renderModel(model(old('prod.example.com')));
  const area = areaOf(output, future);
  // The cell ends before the parts of the output are loaded.
  future.isDisposed = true;
  await rendered;
  await expect.poll(() => drawings[0]?.drawn.length).toBe(1);
  area.hide();
  area.show();
  expect(drawings.map(({ drawn }) => drawn.length)).toEqual([1]);
  area.dispose();
});

test.each([
  ['of a notebook that was opened', null, undefined],
  ['of a cell that has ended', { isDisposed: true }, undefined],
  ['that has its picture', { isDisposed: false }, SAVED]
])('an output %s waits for its user', async (_, future, png) => {
  const { output, drawings, model, touched } = outputInJsdom();
  const rendered = output.renderModel(model(old('prod.example.com'), png));
  const area = areaOf(output, future);
  await rendered;
  expect([drawings, touched()]).toEqual([[], []]);
  area.dispose();
});
