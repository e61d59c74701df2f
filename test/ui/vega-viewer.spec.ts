/** Documents of HeavyDB's Vega: drawn by the database, and by the browser where it has no renderer. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page, Request } from '@playwright/test';
import { ROOT } from '../helpers/root';
import {
  expect,
  startLabServer,
  stopLabServer,
  test,
  type LabServer
} from './fixtures';
import { LabPage } from './lab-page';
import { THEMES } from './picture';

const EXAMPLES = {
  points: 'airports.omnisci.vega.json',
  bins: 'zipcodes.omnisci.vega',
  polygons: 'states.omnisci.vega.json'
};
const SIZE = { width: 800, height: 500 };

/** Sidney in Nebraska has an airport, and no other one near it. */
const SIDNEY = placeOf({ longitude: -102.985278, latitude: 41.1013333 });

/** In pixels of the picture of the points; y from the top. */
function placeOf(at: { longitude: number; latitude: number }) {
  const mercator = (degrees: number): number =>
    Math.asinh(Math.tan((degrees * Math.PI) / 180));
  const [south, north] = [mercator(24), mercator(50)];
  return {
    x: ((at.longitude + 125) / 59) * SIZE.width,
    y: ((north - mercator(at.latitude)) / (north - south)) * SIZE.height
  };
}

class VegaPage {
  constructor(readonly page: Page) {
    this.root = page.locator('.jp-OmniSciVega:visible');
    this.text = this.root.locator('.cm-content');
    this.status = this.root.locator('.jp-OmniSciVegaPicture-text');
    this.frame = this.root.locator('.jp-OmniSciVegaPicture-frame');
    this.tooltip = this.root.locator('.jp-OmniSciVegaPicture-tooltip');
    this.marked = this.text.locator('.jp-OmniSciError');
  }

  readonly root: Locator;
  readonly text: Locator;
  readonly status: Locator;
  readonly frame: Locator;
  readonly tooltip: Locator;
  readonly marked: Locator;

  async render(): Promise<void> {
    await this.page
      .locator('[data-command="omnisci:render-vega"]:visible')
      .click();
  }

  async replaceWord(word: string, by: string): Promise<void> {
    await this.text.getByText(word).last().dblclick();
    await this.page.keyboard.insertText(by);
  }

  async pointAt({ x, y }: { x: number; y: number }): Promise<void> {
    const box = (await this.frame.boundingBox())!;
    await this.page.mouse.move(box.x + x + 30, box.y + y + 30);
    await this.page.mouse.move(box.x + x, box.y + y, { steps: 3 });
  }

  /** What is on screen, in base64. */
  async png(): Promise<string> {
    const drawn = this.frame.locator('img, canvas');
    await expect(drawn).toBeVisible();
    return drawn.evaluate((node: HTMLImageElement | HTMLCanvasElement) =>
      (node instanceof HTMLCanvasElement ? node.toDataURL() : node.src).replace(
        /^[^,]*,/,
        ''
      )
    );
  }
}

/** The colours of a picture on white, four bytes a pixel. */
async function pixelsOf(png: string): Promise<Uint8ClampedArray> {
  const image = await loadImage(Buffer.from(png, 'base64'));
  expect({ width: image.width, height: image.height }).toEqual(SIZE);
  const context = createCanvas(SIZE.width, SIZE.height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, SIZE.width, SIZE.height).data;
}

/** The share of pixels for which something is true. */
function share(
  pixels: Uint8ClampedArray,
  isTrue: (at: number) => boolean
): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    count += isTrue(at) ? 1 : 0;
  }
  return count / (pixels.length / 4);
}

const copyExamples = ({ jupyter }: LabServer): void =>
  cpSync(join(ROOT, 'examples', 'vega'), jupyter.folders.root, {
    recursive: true
  });

test('a file sends nothing before Render; then it is drawn by the database, and follows text, wheel and pointer', async ({
  lab,
  server
}) => {
  const { page } = lab;
  const vega = new VegaPage(page);
  const sent: string[] = [];
  const onRequest = (request: Request): void => {
    const [, route] = /\/omnisci\/(.*)/.exec(request.url()) ?? [];
    if (request.method() === 'POST' && route !== undefined) {
      sent.push(route.replace(/^connections\/[^/]*\/|\?.*$/g, ''));
    }
  };
  page.on('request', onRequest);
  server.handOver();
  copyExamples(server);
  await lab.open(`lab/tree/${EXAMPLES.points}?reset`);
  await expect(vega.status).toHaveText('The database will draw');
  expect(sent).toEqual([]);

  await vega.text.click();
  await page.keyboard.press('Shift+Enter');
  await expect(vega.status).toContainText('Drawn by the database');
  expect(sent).toEqual(['renders']);
  await vega.pointAt(SIDNEY);
  await expect(vega.tooltip).toContainText('Sidney Municipal');
  await lab.takePicture('vega');

  // What is below the pointer stays there.
  const before = await vega.png();
  await page.mouse.wheel(0, -200);
  await expect.poll(() => vega.png()).not.toBe(before);
  await vega.pointAt(SIDNEY);
  await expect(vega.tooltip).toContainText('Sidney Municipal');
  await vega.root.getByRole('button', { name: 'Show the whole' }).click();
  await expect.poll(() => vega.png()).toBe(before);

  await vega.root.getByRole('button', { name: 'Save PNG' }).click();
  await expect(lab.notifications).toContainText('Saved as airports.png');
  const saved = readFileSync(join(server.jupyter.folders.root, 'airports.png'));
  expect(saved.toString('base64')).toBe(before);

  await vega.replaceWord('1f77b4', 'ff0000');
  await expect.poll(() => vega.png()).not.toBe(before);
  const red = await pixelsOf(await vega.png());
  expect(
    share(red, at => red[at]! > 200 && red[at + 1]! < 100)
  ).toBeGreaterThan(0.02);

  const drawn = await vega.png();
  await vega.replaceWord('points', 'pionts');
  const alert = vega.root.getByRole('alert');
  await expect(alert).toContainText('/marks/0/type');
  const title = (await alert.getByRole('heading').boundingBox())!;
  const message = (await alert.getByText('/marks/0/type').boundingBox())!;
  expect(message.y).toBeGreaterThanOrEqual(title.y + title.height);
  await expect(vega.marked).toHaveText('"pionts"');
  expect(await vega.png()).toBe(drawn);
  await lab.takePicture('vega-error');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(vega.root.getByRole('alert')).toHaveCount(0);
  await expect(vega.marked).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+S');
  const file = join(server.jupyter.folders.root, EXAMPLES.points);
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('ff0000');
  await lab.expectSaved({ main: [EXAMPLES.points] });
  sent.length = 0;
  await page.reload();
  await expect(vega.text).toContainText('ff0000');
  await expect(vega.status).toHaveText('The database will draw');
  expect(sent).toEqual([]);
  if (THEMES.length > 1) {
    await lab.chooseDarkTheme();
    await vega.render();
    await expect(vega.status).toContainText('Drawn by the database');
    await vega.pointAt(SIDNEY);
    await expect(vega.tooltip).toContainText('Sidney Municipal');
    await lab.takePicture('vega');
  }
});

test('the browser draws the same where the database has no renderer', async ({
  browser,
  lab,
  server
}) => {
  const other = await startLabServer({ sandbox: { args: ['--no-rendering'] } });
  const page = await browser.newPage();
  const otherLab = new LabPage(page, other.jupyter);
  const open = async (
    on: LabPage,
    name: string,
    drawnBy: string
  ): Promise<VegaPage> => {
    await on.open(`lab/tree/${name}?reset`);
    const vega = new VegaPage(on.page);
    await vega.text.click();
    await on.page.keyboard.press('Shift+Enter');
    await expect(vega.status).toContainText(drawnBy);
    return vega;
  };
  for (const one of [server, other]) {
    one.handOver();
    copyExamples(one);
  }
  for (const name of Object.values(EXAMPLES)) {
    const byDatabase = await open(lab, name, 'Drawn by the database');
    const byBrowser = await open(otherLab, name, 'Drawn in the browser from');
    const [wanted, drawn] = await Promise.all(
      [byDatabase, byBrowser].map(async vega => pixelsOf(await vega.png()))
    );
    const differs = (at: number): boolean =>
      [0, 1, 2].some(
        channel => Math.abs(wanted![at + channel]! - drawn![at + channel]!) > 64
      );
    expect(
      share(wanted!, at => wanted![at]! < 250),
      name
    ).toBeGreaterThan(0.02);
    expect(share(wanted!, differs), name).toBeLessThan(0.01);
    if (name === EXAMPLES.points) {
      await expect(byBrowser.status).toContainText('from 3,069 rows');
      await byBrowser.pointAt(SIDNEY);
      await expect(byBrowser.tooltip).toContainText('Sidney Municipal');
    }
  }
  await otherLab.takePicture('vega-in-browser');
  await page.close();
  await stopLabServer(other);
});
