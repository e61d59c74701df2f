/**
 * The table of docs/vega-lite.md. Each case is translated by the sidecar and drawn by the sandbox,
 * or refused. To write the page: `npx vitest run --project api test/api/vega-lite-table.test.ts -u`.
 */
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  ErrorReply,
  RenderReply,
  VegaLiteReply
} from '../../server/protocol';
import { expectMade, tableOf } from '../helpers/made-table';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { VEGA_LITE_CASES } from '../helpers/vega-lite-cases';

let sandbox: ISandbox;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(await sandbox.logIn()) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    }
  });
});
afterAll(async () => {
  await sidecar?.stop();
  await sandbox?.stop();
});

type Outcome = { drawn: string } | { refused: string };

/** The marks and scales that were drawn, or why nothing was. */
async function outcomeOf(name: string, spec: object): Promise<Outcome> {
  const translated = await sidecar.post('/vega-lite', {
    vegaLite: JSON.stringify(spec)
  });
  if (translated.status !== 200) {
    const { code, message } = translated.json<ErrorReply>();
    expect(code, `${name}: ${message}`).toBe('vega_invalid');
    return { refused: message.replace(/^The spec is not valid[^:]*: /, '') };
  }
  const { vega } = translated.json<VegaLiteReply>();
  const rendered = await sidecar.post('/renders', { vega });
  expect(
    rendered.status,
    `${vega} ${JSON.stringify(rendered.json())}`.slice(0, 2000)
  ).toBe(200);
  const dialect = JSON.parse(vega) as Dialect;
  requirePicture(rendered.json<RenderReply>().image, dialect);
  return { drawn: inWords(dialect) };
}

type Dialect = {
  width: number;
  height: number;
  marks: { type: string }[];
  scales: { type: string }[];
  projections?: { type: string }[];
};

/** A PNG of the right size, in which something is drawn. */
function requirePicture(image: string, { width, height }: Dialect): void {
  const png = Buffer.from(image, 'base64');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  const line = 1 + 4 * width;
  // The first byte of a line says how it is written; an empty picture has nothing else.
  expect(
    pixelsOf(png).some((byte, index) => byte !== 0 && index % line !== 0),
    'something is drawn'
  ).toBe(true);
}

/** The lines of a PNG, in which each pixel has four bytes. */
function pixelsOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length));
    }
    at += 12 + length;
  }
  return inflateSync(Buffer.concat(parts));
}

function inWords({ marks, scales, projections = [] }: Dialect): string {
  const names = (list: { type: string }[]): string =>
    [...new Set(list.map(({ type }) => `\`${type}\``))].join(', ');
  return [names(marks), names([...scales, ...projections])]
    .filter(Boolean)
    .join(' with ');
}

test('the page has the table of what is drawn and what is refused', async () => {
  const parts: string[] = [];
  for (const { title, cases } of VEGA_LITE_CASES) {
    const drawn: string[][] = [];
    const refused: string[][] = [];
    for (const { name, spec } of cases) {
      const outcome = await outcomeOf(name, spec);
      if ('drawn' in outcome) {
        drawn.push([name, outcome.drawn]);
      } else {
        refused.push([name, outcome.refused]);
      }
    }
    expect(drawn.length, title).toBeGreaterThan(0);
    parts.push(`### ${title}`, tableOf(['Vega-Lite', 'drawn as'], drawn));
    if (refused.length > 0) {
      parts.push(tableOf(['Vega-Lite', 'refused'], refused));
    }
  }
  await expectMade('docs/vega-lite.md', parts);
}, 240_000);
