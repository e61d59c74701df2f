/** Outside check: HEAVY.AI's own clients have the sandbox draw, and ask which row is at a pixel. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/root';
import { type ISandbox, startSandbox } from '../helpers/sandbox';

/** The part of the connector in use here; it ships no types. */
interface IConnector {
  protocol(name: string): this;
  host(name: string): this;
  port(number: number): this;
  dbName(name: string): this;
  user(name: string): this;
  password(text: string): this;
  useBinaryProtocol(use: boolean): this;
  connectAsync(): Promise<this>;
  disconnectAsync(): Promise<unknown>;
  getStatusAsync(): Promise<
    { rendering_enabled: boolean; poly_rendering_enabled: boolean }[]
  >;
  renderVegaAsync(
    widget: number,
    vega: string,
    options: object
  ): Promise<{ image: Uint8Array | string; vega_metadata: string }>;
  getResultRowForPixelAsync(
    widget: number,
    pixel: { x: number; y: number },
    columns: Record<string, string[]>,
    radius?: number
  ): Promise<
    {
      vega_table_name: string;
      row_id: unknown[];
      row_set: Record<string, unknown>[];
    }[]
  >;
}

const { DbCon } = createRequire(import.meta.url)('@heavyai/connector') as {
  DbCon: new () => IConnector;
};

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

const connect = (
  port = sandbox.httpPort,
  isBinary = false
): Promise<IConnector> =>
  new DbCon()
    .protocol('http')
    .host('127.0.0.1')
    .port(port)
    .dbName('heavyai')
    .user('admin')
    .password('HyperInteractive')
    .useBinaryProtocol(isBinary)
    .connectAsync();

const example = (name: string): string =>
  readFileSync(join(ROOT, 'examples', 'vega', name), 'utf8');

/** The colours of single pixels, as `#rrggbbaa`, with y from the bottom. */
async function pixels(
  image: Uint8Array | string
): Promise<(x: number, y: number) => string> {
  const bytes =
    typeof image === 'string'
      ? Buffer.from(image, 'base64')
      : Buffer.from(image);
  const picture = await loadImage(bytes);
  const { width, height } = picture;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(picture, 0, 0);
  return (x, y) =>
    `#${Buffer.from(context.getImageData(x, height - 1 - y, 1, 1).data).toString('hex')}`;
}

const ONE_AIRPORT = (fillColor: unknown): string =>
  JSON.stringify({
    width: 100,
    height: 80,
    data: [
      {
        name: 't',
        sql: "SELECT iata, city, latitude, 7 AS rowid FROM airports WHERE iata = 'SFO'"
      }
    ],
    scales: [
      { name: 'y', domain: [36.61898, 38.61898], range: 'height' },
      { name: 'c', type: 'ordinal', domain: ['SFO'], range: ['#ff0000'] }
    ],
    marks: [
      {
        type: 'points',
        from: { data: 't' },
        properties: {
          x: 30,
          y: { scale: 'y', field: 'latitude' },
          size: 10,
          fillColor
        }
      }
    ]
  });

describe.each([
  ['JSON', false],
  ['binary', true]
])('@heavyai/connector over HTTP and %s', (_, isBinary) => {
  let connection: IConnector;
  beforeAll(async () => {
    connection = await connect(sandbox.httpPort, isBinary);
  });
  afterAll(() => connection.disconnectAsync());

  test('is told that the sandbox draws', async () => {
    expect((await connection.getStatusAsync())[0]).toMatchObject({
      rendering_enabled: true,
      poly_rendering_enabled: true
    });
  });

  test('gets a picture of the rows of a query, and the row at a pixel', async () => {
    const { image, vega_metadata } = await connection.renderVegaAsync(
      1,
      ONE_AIRPORT({ scale: 'c', field: 'iata' }),
      {}
    );
    const at = await pixels(image);
    expect([at(30, 40), at(50, 40)]).toEqual(['#ff0000ff', '#00000000']);
    expect(JSON.parse(vega_metadata)).toEqual({});
    const [hit] = await connection.getResultRowForPixelAsync(
      1,
      { x: 31, y: 41 },
      { t: ['city', 'iata'] }
    );
    expect(hit?.vega_table_name).toBe('t');
    expect(Number(hit?.row_id[0])).toBe(7);
    expect({ ...hit?.row_set[0] }).toEqual({
      city: 'San Francisco',
      iata: 'SFO'
    });
  });

  test('finds what is within the radius, and nothing beyond', async () => {
    await connection.renderVegaAsync(2, ONE_AIRPORT('blue'), {});
    const hitAt = async (x: number, radius: number): Promise<string> => {
      const [hit] = await connection.getResultRowForPixelAsync(
        2,
        { x, y: 40 },
        { t: ['iata'] },
        radius
      );
      return hit?.vega_table_name ?? '';
    };
    // The circle ends at 35 pixels from the left.
    expect(await hitAt(34, 0)).toBe('t');
    expect(await hitAt(38, 0)).toBe('');
    expect(await hitAt(38, 6)).toBe('t');
    expect(await hitAt(90, 20)).toBe('');
  });
});

describe('a picture', () => {
  let connection: IConnector;
  beforeAll(async () => {
    connection = await connect();
  });
  afterAll(() => connection.disconnectAsync());

  const error = (vega: string): Promise<unknown> =>
    connection.renderVegaAsync(9, vega, {}).then(
      () => 'no error',
      (failure: { error_msg?: string }) => failure.error_msg
    );

  test('of the example with polygons is hit in its states, with their values', async () => {
    const { image } = await connection.renderVegaAsync(
      3,
      example('states.omnisci.vega.json'),
      {}
    );
    const at = await pixels(image);
    expect(at(350, 150)).not.toBe('#00000000');
    expect(at(50, 50)).toBe('#00000000');
    const hit = async (x: number, y: number): Promise<unknown> => {
      const [row] = await connection.getResultRowForPixelAsync(
        3,
        { x, y },
        { states: ['name'] }
      );
      return row?.row_set[0]?.name;
    };
    expect(await hit(350, 150)).toBe('Texas');
    expect(await hit(60, 250)).toBe('California');
    expect(await hit(50, 50)).toBeUndefined();
  });

  test('of the example with bins is hit in a bin, with its count', async () => {
    await connection.renderVegaAsync(4, example('zipcodes.omnisci.vega'), {});
    const [hit] = await connection.getResultRowForPixelAsync(
      4,
      { x: 685, y: 305 },
      { bins: ['x', 'y', 'zipcodes'] },
      0
    );
    const { x, y, zipcodes } = hit?.row_set[0] ?? {};
    expect([x, y, Number(zipcodes)]).toEqual([685, 305, 185]);
  });

  test('of the example with airports has all of them', async () => {
    await connection.renderVegaAsync(
      5,
      example('airports.omnisci.vega.json'),
      {}
    );
    const [hit] = await connection.getResultRowForPixelAsync(
      5,
      { x: 35, y: 264 },
      { airports: ['iata', 'city'] },
      8
    );
    expect(hit?.row_set[0]?.city).toBeTypeOf('string');
  });

  test('comes with the domains that were computed from data', async () => {
    const { vega_metadata } = await connection.renderVegaAsync(
      8,
      JSON.stringify({
        width: 10,
        height: 10,
        data: [
          {
            name: 'extent',
            source: 't',
            transform: [
              {
                type: 'aggregate',
                fields: ['n', 'n'],
                ops: ['min', 'max'],
                as: ['low', 'high']
              }
            ]
          },
          { name: 't', sql: 'SELECT fips AS n FROM us_states' }
        ],
        scales: [
          { name: 'fixed', domain: [0, 1], range: 'width' },
          {
            name: 'computed',
            domain: { data: 'extent', fields: ['low', 'high'] },
            range: 'width'
          }
        ]
      }),
      {}
    );
    expect(JSON.parse(vega_metadata)).toEqual({
      scales: [{ name: 'computed', domain: [1, 78], range: 'width' }]
    });
  });

  test('is not hit where the specification wants no hits', async () => {
    const spec = JSON.parse(ONE_AIRPORT('blue')) as { data: object[] };
    spec.data = spec.data.map(data => ({ ...data, enableHitTesting: false }));
    await connection.renderVegaAsync(7, JSON.stringify(spec), {});
    const [hit] = await connection.getResultRowForPixelAsync(
      7,
      { x: 30, y: 40 },
      { t: ['iata'] }
    );
    expect(hit?.vega_table_name).toBe('');
  });

  test('belongs to its session and its widget', async () => {
    await connection.renderVegaAsync(6, ONE_AIRPORT('blue'), {});
    const other = await connect();
    for (const [by, widget] of [
      [other, 6],
      [connection, 66]
    ] as const) {
      const [hit] = await by.getResultRowForPixelAsync(
        widget,
        { x: 30, y: 40 },
        { t: ['iata'] }
      );
      expect(hit?.vega_table_name).toBe('');
      expect(hit?.row_id.map(Number)).toEqual([-1]);
    }
    await other.disconnectAsync();
  });

  test.each([
    ['{"width": 1', /^JSON parse error \(\/\): The text is not JSON/],
    [
      '{"width": 9999, "height": 1}',
      /^JSON parse error \(\/width\): "width" is 9999 pixels/
    ],
    [
      '{"width": 1, "height": 1, "marks": [{"type": "mesh2d", "properties": {}}]}',
      /^JSON parse error \(\/marks\/0\/type\): "mesh2d" marks/
    ],
    [
      '{"width": 1, "height": 1, "data": [{"name": "t", "sql": "SELECT x FROM nowhere"}]}',
      /nowhere/
    ],
    [
      '{"width": 1, "height": 1, "data": [{"name": "t", "sql": "DROP TABLE airports"}]}',
      /^Only SELECT statements may be rendered\.$/
    ]
  ])('is refused in words: %s', async (vega, message) => {
    expect(await error(vega)).toMatch(message);
  });

  test('is given up when it is interrupted, and the next is drawn', async () => {
    const many = JSON.stringify({
      width: 100,
      height: 100,
      data: [
        { name: 't', sql: 'SELECT delay, distance FROM flights LIMIT 400000' }
      ],
      marks: [
        {
          type: 'points',
          from: { data: 't' },
          properties: {
            x: { field: 'delay' },
            y: { field: 'distance' },
            size: 3
          }
        }
      ]
    });
    const session = (
      connection as unknown as { sessionId(): string[] }
    ).sessionId()[0];
    const { callHeavydb } = await import('../helpers/sandbox');
    const drawing = { ended: false };
    const outcome = error(many).finally(() => {
      drawing.ended = true;
    });
    while (!drawing.ended) {
      await callHeavydb(sandbox.httpPort, 'interrupt', [
        session ?? '',
        session ?? ''
      ]);
    }
    expect(await outcome).toBe('Query execution has been interrupted.');
    expect(await error(ONE_AIRPORT('blue'))).toBe('no error');
  });
});

test('heavyai displays the picture, without naming a widget', async () => {
  const { stdout } = await promisify(execFile)(
    join(ROOT, '.venv', 'bin', 'python'),
    [
      join(ROOT, 'test', 'api', 'python', 'render_with_heavyai.py'),
      JSON.stringify({
        user: 'admin',
        password: 'HyperInteractive',
        dbname: 'heavyai',
        host: '127.0.0.1',
        port: sandbox.binaryPort,
        protocol: 'binary',
        vega: ONE_AIRPORT('#00ff00')
      })
    ]
  );
  const bundle = JSON.parse(stdout) as Record<string, string>;
  const at = await pixels(bundle['image/png'] ?? '');
  expect(at(30, 40)).toBe('#00ff00ff');
});

test('a sandbox without rendering says so, as HeavyDB does without a GPU', async () => {
  const plain = await startSandbox({ args: ['--no-rendering', '--empty'] });
  try {
    const connection = await connect(plain.httpPort);
    expect((await connection.getStatusAsync())[0]?.rendering_enabled).toBe(
      false
    );
    await expect(
      connection.renderVegaAsync(1, '{"width": 1, "height": 1}', {})
    ).rejects.toMatchObject({ error_msg: 'Backend rendering is disabled.' });
    await expect(
      connection.getResultRowForPixelAsync(1, { x: 0, y: 0 }, {})
    ).rejects.toMatchObject({ error_msg: 'Backend rendering is disabled.' });
    await connection.disconnectAsync();
  } finally {
    await plain.stop();
  }
});
