import { Table, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { RenderReply, RenderRequest } from '../../../../server/protocol';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { ResultTable } from '../../../../src/table/result-table';
import { PictureModel } from '../../../../src/vega-picture/picture-model';
import { pictureText } from '../../../../src/vega-picture/picture-text';
import { zoomed } from '../../../../src/vega-picture/view/view';
import type { Row } from '../../../../src/vega/vega-spec';
import {
  connected,
  emptyReply,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';

const SQL = 'SELECT x, y FROM t';
const text = (more: object = {}): string =>
  JSON.stringify({
    width: 10,
    height: 10,
    data: [{ name: 'points', sql: SQL, enableHitTesting: true }],
    scales: ['x', 'y'].map((name, at) => ({
      name,
      type: 'linear',
      domain: [0, 1],
      range: ['width', 'height'][at]
    })),
    marks: [
      {
        type: 'points',
        from: { data: 'points' },
        properties: {
          x: { scale: 'x', field: 'x' },
          y: { scale: 'y', field: 'y' },
          size: 2,
          fillColor: 'red'
        }
      }
    ],
    ...more
  });

const reply = (widget: number, image = `image ${widget}`): RenderReply => ({
  widget,
  image,
  executionTimeMs: 1,
  renderTimeMs: 1,
  metadata: ''
});

type Client = NonNullable<
  ConstructorParameters<typeof FakeConnection>[0]['client']
>;

function modelOn(
  client: Client,
  answers: ConstructorParameters<typeof FakeConnection>[0]['answers'] = []
) {
  const drawn: (readonly Row[])[] = [];
  const connection = new FakeConnection({
    statuses: [connected()],
    answers,
    client
  });
  let time = 0;
  const model = new PictureModel({
    connection,
    drawInBrowser: spec => {
      drawn.push(
        spec.data.flatMap(data =>
          'values' in data ? data.values : []
        ) as Row[]
      );
      return Promise.resolve({ png: 'drawn', canvas: null as never });
    },
    now: () => (time += 10),
    trans
  });
  return { model, connection, drawn };
}

const renders = (rendersPolygons = true) => ({
  rendering: () => Promise.resolve({ renders: true, rendersPolygons })
});
const noRenderer: Client = {
  rendering: () => Promise.resolve({ renders: false, rendersPolygons: false })
};
const twoRows = (more = false) =>
  Promise.resolve({
    summary: { ...emptyReply.summary, rows: 2, more },
    table: new ResultTable(
      new Table({
        x: vectorFromArray([0.25, 0.5]),
        y: vectorFromArray([0.5, 0.75]),
        name: vectorFromArray(['a', null], new Utf8())
      })
    )
  });

describe('a database that renders', () => {
  test('gets the text as it is, and then replaces its own picture', async () => {
    const requests: RenderRequest[] = [];
    const { model, connection } = modelOn({
      ...renders(),
      render: request => {
        requests.push(request);
        return Promise.resolve(reply(7));
      }
    });
    await model.render(text());
    expect(model.picture).toMatchObject({ by: 'database', png: 'image 7' });
    expect(pictureText(model.picture!, trans)).toBe(
      'Drawn by the database · 10 ms'
    );
    model.view = zoomed(model.view, 2, { x: 0, y: 0 });
    await expect.poll(() => requests.length).toBe(2);
    expect(requests[0]).toEqual({ vega: text() });
    expect(requests[1]?.widget).toBe(7);
    expect(JSON.parse(requests[1]!.vega)).toMatchObject({
      scales: [{ domain: [0, 0.5] }, { domain: [0, 0.5] }]
    });
    expect(connection.asked).toEqual([]);
  });

  test('gets Vega-Lite in its own language, translated once until it is read anew', async () => {
    const translated: string[] = [];
    const drawn: string[] = [];
    const { model } = modelOn({
      ...renders(),
      vegaFromVegaLite: lite => {
        translated.push(lite);
        return Promise.resolve(text());
      },
      render: ({ vega }) => {
        drawn.push(vega);
        return Promise.resolve(reply(7));
      }
    });
    const language = 'vega-lite';
    await model.render('{"mark": "point"}', { language });
    model.view = zoomed(model.view, 2, { x: 0, y: 0 });
    await expect.poll(() => drawn.length).toBe(2);
    expect(drawn[0]).toBe(text());
    expect(translated).toEqual(['{"mark": "point"}']);
    await model.render('{"mark": "point"}', { language });
    expect(translated).toHaveLength(2);
  });

  test('a late answer does not replace a newer picture', async () => {
    const answers: ((reply: RenderReply) => void)[] = [];
    const { model } = modelOn({
      ...renders(),
      render: () => new Promise(resolve => answers.push(resolve))
    });
    const first = model.render(text());
    await expect.poll(() => answers.length).toBe(1);
    const second = model.render(text());
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(reply(2));
    await second;
    answers[0]?.(reply(1));
    await first;
    expect(model.picture?.png).toBe('image 2');
    expect(model.activity).toBeNull();
  });

  test('the picture before stays while another is drawn, and when that fails or is cancelled', async () => {
    let outcome: () => Promise<RenderReply> = () => Promise.resolve(reply(1));
    const { model } = modelOn({ ...renders(), render: () => outcome() });
    await model.render(text());
    outcome = () =>
      Promise.reject(
        new SidecarError(
          'query_failed',
          'JSON parse error (/marks/0/type): Mark type is not supported.'
        )
      );
    await model.render(text());
    expect(model.error?.message).toContain('/marks/0/type');
    expect(model.picture?.png).toBe('image 1');
    outcome = () => new Promise(() => undefined);
    void model.render(text());
    await expect.poll(() => model.activity?.phase).toBe('database');
    model.cancel();
    expect(model).toMatchObject({ activity: null, isCancelled: true });
    expect(model.picture?.png).toBe('image 1');
  });

  test('a question for a picture that it has forgotten draws that again first', async () => {
    let widget = 0;
    const asked: number[] = [];
    const hit = { data: 'points', rowId: 3, values: [] };
    const { model } = modelOn({
      ...renders(),
      render: () => Promise.resolve(reply(++widget)),
      pixel: id => {
        asked.push(id);
        return asked.length === 1
          ? Promise.reject(new SidecarError('render_unknown', 'Forgotten.'))
          : Promise.resolve({ hit });
      }
    });
    await model.render(text());
    const { signal } = new AbortController();
    expect(await model.hit({ x: 0.5, y: 0.25 }, signal)).toEqual(hit);
    expect(asked).toEqual([1, 2]);
  });
});

describe('a database without a renderer', () => {
  test('has the browser draw its rows, and says from how many', async () => {
    const { model, connection, drawn } = modelOn(noRenderer, [() => twoRows()]);
    await model.render(text());
    expect(connection.asked).toEqual([SQL]);
    expect(drawn[0]).toMatchObject([
      { x: 0.25, y: 0.5, name: 'a' },
      { x: 0.5, y: 0.75, name: null }
    ]);
    expect(pictureText(model.picture!, trans)).toMatch(
      /^Drawn in the browser from 2 rows · /
    );
  });

  test('pan and zoom run no query; Render does', async () => {
    const { model, connection, drawn } = modelOn(noRenderer, [
      () => twoRows(),
      () => twoRows(true)
    ]);
    await model.render(text());
    model.view = zoomed(model.view, 2, { x: 0, y: 0 });
    await expect.poll(() => drawn.length).toBe(2);
    await model.render(text(), { reread: false });
    expect(connection.asked).toHaveLength(1);
    await model.render(text());
    expect(connection.asked).toHaveLength(2);
    expect(pictureText(model.picture!, trans)).toMatch(
      /from the first 2 rows; the database has more/
    );
  });

  test('a picture that no browser can hold is refused before its rows are read', async () => {
    const { model, connection } = modelOn(noRenderer);
    await model.render(text({ width: 1e9 }));
    expect(model.error).toMatchObject({ path: '/width' });
    expect(connection.asked).toEqual([]);
  });

  test('a statement behind a query is not sent', async () => {
    const { model, connection } = modelOn(noRenderer);
    const data = [{ name: 'points', sql: 'SELECT 1 AS x; DROP TABLE t' }];
    await model.render(text({ data }));
    expect(model.error).toMatchObject({ path: '/data/0/sql' });
    expect(connection.asked).toEqual([]);
  });

  test('a statement that changes something is not sent', async () => {
    const { model, connection } = modelOn(noRenderer);
    const data = [{ name: 'points', sql: 'DROP TABLE t' }];
    await model.render(text({ data }));
    expect(model.error).toMatchObject({ path: '/data/0/sql' });
    expect(connection.asked).toEqual([]);
  });

  test('what only a renderer draws is an error with its place', async () => {
    const { model } = modelOn(noRenderer, [() => twoRows()]);
    await model.render(
      text({
        marks: [{ type: 'mesh2d', from: { data: 'points' }, properties: {} }]
      })
    );
    expect(model.error).toMatchObject({ path: '/marks/0/type' });
    expect(model.picture).toBeNull();
  });

  test('a server that turns out to have no renderer is not asked again', async () => {
    let tries = 0;
    const { model } = modelOn(
      {
        ...renders(),
        render: () => {
          tries++;
          return Promise.reject(
            new SidecarError('rendering_unavailable', 'No renderer.')
          );
        }
      },
      [() => twoRows()]
    );
    await model.render(text());
    await model.render(text(), { reread: false });
    expect(model.picture?.by).toBe('browser');
    expect(tries).toBe(1);
  });
});

test('polygons are drawn in the browser where the database draws only points', async () => {
  const { model, connection } = modelOn(
    { ...renders(false), render: () => Promise.resolve(reply(1)) },
    [() => twoRows()]
  );
  await model.render(
    text({
      marks: [{ type: 'polys', from: { data: 'points' }, properties: {} }]
    })
  );
  expect(connection.asked).toEqual([SQL]);
  expect(model.picture).toBeNull();
});
