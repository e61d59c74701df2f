import type {
  Browser,
  BrowserType,
  LaunchOptions,
  Locator,
  Page
} from '@playwright/test';
import { contrasts } from '../helpers/contrast';
import { openGridPage } from '../helpers/grid-page';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

const header = (lab: LabPage, name: string): Locator =>
  lab.grid.getByRole('columnheader', { name });

const column = async (lab: LabPage, index: number): Promise<string[]> =>
  lab.grid.locator(`td[aria-colindex="${index + 2}"]`).allTextContents();

const clipboard = (lab: LabPage): Promise<string> =>
  lab.page.evaluate(() => navigator.clipboard.readText());

/** The cell of the cursor, as a screen reader finds it. */
const cursor = async (lab: LabPage): Promise<string> => {
  const id = await lab.grid.getAttribute('aria-activedescendant');
  return id === null ? '' : lab.page.locator(`[id="${id}"]`).innerText();
};

const show = async (lab: LabPage, sql: string, rows: string): Promise<void> => {
  await lab.run(sql);
  await expect(lab.status).toContainText(rows);
  await expect(lab.grid).toBeVisible();
};

test.describe('the grid of a result', () => {
  test.beforeEach(async ({ lab }) => {
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.status).toContainText('500 rows');
    await lab.page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  test('gives way to a text where the database answers with one', async ({
    lab
  }) => {
    await lab.run('SHOW CREATE TABLE flights');
    const text = lab.editor.getByRole('textbox', { name: 'Query result' });
    await expect(text).toContainText('CREATE TABLE flights');
    await expect(text).toContainText('dep_timestamp');
    await text.focus();
    await lab.page.keyboard.press('ControlOrMeta+Alt+[');
    await expect(text).not.toContainText('dep_timestamp');
    const button = (name: string): Locator =>
      lab.editor.getByRole('button', { name });
    await button('Copy Text').click();
    expect(await clipboard(lab)).toContain('dep_timestamp');
    await button('Show as Table').click();
    await expect(lab.grid).toBeVisible();
    await button('Show as Text').click();
    await expect(text).toBeFocused();
    await lab.takePicture('text-result');
  });

  test('is a table that a screen reader reads', async ({ lab }) => {
    await show(
      lab,
      "SELECT 1 AS one, 'two' AS t, CAST(NULL AS INT) AS n",
      '1 row · 3 columns'
    );
    await expect(lab.grid).toMatchAriaSnapshot(`
      - grid "Query result":
        - rowgroup:
          - row:
            - columnheader "Row"
            - columnheader "one"
            - columnheader "t"
            - columnheader "n"
        - rowgroup:
          - row:
            - rowheader "1"
            - gridcell "1"
            - gridcell "two"
            - gridcell "NULL"
    `);
    await expect(lab.grid).toHaveAttribute('aria-rowcount', '2');
    await expect(lab.grid).toHaveAttribute('aria-colcount', '4');
  });

  test('keeps columns of the same name apart, and says their types', async ({
    lab
  }) => {
    await show(
      lab,
      'SELECT 1 AS x, CAST(2 AS BIGINT) AS x',
      '1 row · 2 columns'
    );
    await expect(header(lab, 'x')).toHaveCount(2);
    expect([await column(lab, 0), await column(lab, 1)]).toEqual([
      ['1'],
      ['2']
    ]);
    await expect(header(lab, 'x').first()).toHaveAttribute('title', /INTEGER/);
    await expect(header(lab, 'x').last()).toHaveAttribute('title', /BIGINT/);

    // Beside geometry HeavyDB sends decimals as doubles.
    await show(
      lab,
      'SELECT a_decimal, a_point, a_multipolygon FROM every_type WHERE a_decimal IS NOT NULL ORDER BY a_decimal',
      '2 rows · 3 columns'
    );
    for (const [name, type] of [
      ['a_point', 'GEOMETRY(POINT, 4326)'],
      ['a_multipolygon', 'GEOMETRY(MULTIPOLYGON, 4326)'],
      ['≈ a_decimal', 'DECIMAL(18,4)']
    ] as const) {
      await expect(header(lab, name)).toHaveAttribute(
        'title',
        new RegExp(`\\nSQL type: ${type.replace(/[()]/g, '\\$&')}\\n`)
      );
    }
    const [rounded = '', exact] = await column(lab, 0);
    expect(rounded).toMatch(/^≈ -\d+\.\d{4}$/);
    expect(exact).toBe('12.3456');
    await lab.grid.getByRole('gridcell').first().click();
    await lab.takePicture('rounded');
    await lab.page.keyboard.press('ControlOrMeta+C');
    await expect.poll(() => clipboard(lab)).toBe(rounded.slice(2));
    await expect(lab.notifications).toContainText(
      'One number may be rounded (≈).'
    );
  });

  test('shows times whole, numbers on the right and NULL unlike empty text', async ({
    lab
  }) => {
    await show(
      lab,
      "SELECT CAST('2026-11-23 01:02:03.456789' AS TIMESTAMP(6)) AS t, CAST('2026-11-23' AS DATE) AS d, 12 AS n, '' AS e, CAST(NULL AS TEXT) AS missing",
      '1 row · 5 columns'
    );
    const cells = lab.grid.getByRole('gridcell');
    await expect(cells).toHaveText([
      '2026-11-23 01:02:03.456789',
      '2026-11-23',
      '12',
      '',
      'NULL'
    ]);
    const clipped = await cells.evaluateAll(nodes =>
      nodes.filter(node => node.scrollWidth > node.clientWidth)
    );
    expect(clipped).toEqual([]);
    await expect(cells.nth(2)).toHaveCSS('text-align', 'right');
    await expect(cells.nth(0)).toHaveCSS('text-align', 'left');
    await expect(cells.nth(4)).toHaveCSS('font-style', 'italic');
  });

  test('and its chart go on through a change of theme (bug 26 of 2020)', async ({
    lab
  }) => {
    const { page } = lab;
    const faults: string[] = [];
    page.on('pageerror', fault => faults.push(fault.message));
    // What a slot of a signal throws, Lumino writes to the console.
    page.on('console', message => {
      if (message.type() === 'error') {
        faults.push(message.text());
      }
    });
    await show(lab, 'SELECT delay, distance FROM flights LIMIT 5', '5 rows');
    const cells = await lab.grid.getByRole('gridcell').allTextContents();
    await page
      .locator('.jp-Toolbar [data-command="omnisci:chart-result"]')
      .first()
      .click();
    const chart = page.locator('.jp-OmniSciChart');
    await expect(chart.locator('canvas, svg').first()).toBeVisible();
    for (const [theme, isLight] of [
      ['JupyterLab Dark', 'false'],
      ['JupyterLab Light', 'true']
    ] as const) {
      await page.getByRole('menuitem', { name: 'Settings' }).click();
      await page.locator('.lm-Menu-item', { hasText: /^Theme$/ }).hover();
      await page
        .locator('.lm-Menu-item', { hasText: new RegExp(`^${theme}$`) })
        .click();
      await expect(page.locator('body')).toHaveAttribute(
        'data-jp-theme-light',
        isLight
      );
      await expect(page.locator('#jupyterlab-splash')).toHaveCount(0);
      await expect(lab.grid.getByRole('gridcell')).toHaveText(cells);
      await expect(chart.locator('canvas, svg').first()).toBeVisible();
    }
    await show(lab, 'SELECT 1 AS one', '1 row · 1 column');
    expect(faults).toEqual([]);
  });

  test('moves its cursor by keys, and the cursor is what a screen reader hears', async ({
    lab
  }) => {
    const { keyboard } = lab.page;
    await lab.grid.focus();
    await keyboard.press('Control+Home');
    const first = await cursor(lab);
    await keyboard.press('ArrowRight');
    expect(await cursor(lab)).toBe('SFO');
    await keyboard.press('Control+End');
    await expect(lab.grid.getByRole('rowheader').last()).toHaveText('500');
    const last = lab.grid.locator('tr[aria-rowindex="501"] > td').last();
    expect(await cursor(lab)).toBe(await last.innerText());
    await keyboard.press('Control+Home');
    expect(await cursor(lab)).toBe(first);
    await keyboard.press('PageDown');
    await keyboard.press('PageUp');
    expect(await cursor(lab)).toBe(first);
  });

  test('sorts by a click on a header: up, down, and as it came', async ({
    lab
  }) => {
    await show(
      lab,
      'SELECT 2 AS a UNION ALL SELECT CAST(NULL AS INT) UNION ALL SELECT 10 UNION ALL SELECT 1',
      '4 rows'
    );
    const before = await column(lab, 0);
    await header(lab, 'a').click();
    await expect(header(lab, 'a')).toHaveAttribute('aria-sort', 'ascending');
    expect(await column(lab, 0)).toEqual(['1', '2', '10', 'NULL']);
    await header(lab, 'a').click();
    await expect(header(lab, 'a')).toHaveAttribute('aria-sort', 'descending');
    expect(await column(lab, 0)).toEqual(['NULL', '10', '2', '1']);
    await header(lab, 'a').click();
    await expect(header(lab, 'a')).toHaveAttribute('aria-sort', 'none');
    expect(await column(lab, 0)).toEqual(before);

    // The same by keys.
    await lab.grid.focus();
    await lab.page.keyboard.press('Control+Home');
    await lab.page.keyboard.press('ArrowUp');
    await lab.page.keyboard.press('Enter');
    await expect(header(lab, 'a')).toHaveAttribute('aria-sort', 'ascending');
  });

  test('sizes a column by its edge, and fits it by a double click', async ({
    lab
  }) => {
    const origin = header(lab, 'origin');
    const width = async (): Promise<number> =>
      (await origin.boundingBox())?.width ?? 0;
    const fitted = await width();
    const edge = origin.locator('.jp-OmniSciGrid-edge');
    const box = await edge.boundingBox();
    if (!box) {
      throw new Error('The edge is not on screen.');
    }
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await lab.page.mouse.move(x, y);
    await lab.page.mouse.down();
    await lab.page.mouse.move(x + 80, y, { steps: 4 });
    await lab.page.mouse.up();
    await expect.poll(width).toBe(fitted + 80);
    await expect(origin).toHaveAttribute('aria-sort', 'none');
    await edge.dblclick();
    await expect.poll(width).toBe(fitted);
  });

  test('selects by drag and by Shift, and keeps it while it scrolls', async ({
    lab
  }) => {
    const cells = lab.grid.getByRole('gridcell', { selected: true });
    const rows = lab.grid.locator('tbody tr');
    await rows.nth(0).locator('td').nth(1).click();
    await expect(cells).toHaveCount(1);
    await rows
      .nth(2)
      .locator('td')
      .nth(2)
      .click({ modifiers: ['Shift'] });
    await expect(cells).toHaveCount(6);
    await lab.grid.hover();
    await lab.page.mouse.wheel(0, 5000);
    await expect(cells).toHaveCount(0);
    await lab.page.mouse.wheel(0, -5000);
    await expect(cells).toHaveCount(6);

    await lab.grid.getByRole('rowheader').nth(1).click();
    await expect(cells).toHaveCount(5);

    // In a contrast theme of the system, what is selected and how it is connected can be seen.
    await lab.page.emulateMedia({ forcedColors: 'active' });
    const background = (of: Locator): Promise<string> =>
      of.evaluate(node => getComputedStyle(node).backgroundColor);
    expect(await background(cells.first())).not.toBe(
      await background(rows.nth(4).locator('td').first())
    );
    const dot = lab.page.locator('.jp-OmniSciConnection-dot').first();
    expect(await background(dot)).not.toBe(await background(lab.grid));
    await lab.takePicture('forced-colors');
    await lab.page.emulateMedia({ forcedColors: null });

    await lab.page.keyboard.press('Escape');
    await expect(cells).toHaveCount(0);
  });

  test('copies cells as they are shown, 64-bit integers and timestamps exact', async ({
    lab
  }) => {
    await show(
      lab,
      "SELECT CAST(9007199254740993 AS BIGINT) AS big, CAST('2026-11-23 01:02:03.456789' AS TIMESTAMP(6)) AS t, CAST(NULL AS INT) AS n",
      '1 row · 3 columns'
    );
    await lab.grid.getByRole('gridcell').first().click();
    await lab.page.keyboard.press('Shift+End');
    await lab.page.keyboard.press('ControlOrMeta+C');
    await expect
      .poll(() => clipboard(lab))
      .toBe('9007199254740993\t2026-11-23 01:02:03.456789\t');
    await expect(lab.notifications).toContainText('Copied 1 row × 3 columns.');
  });

  test('copies by its context menu, safe for spreadsheets, which gives the focus back', async ({
    lab
  }) => {
    await show(
      lab,
      "SELECT '=1+1' AS f, -5 AS n, 'a|b' AS m",
      '1 row · 3 columns'
    );
    const choose = async (name: string): Promise<void> => {
      await lab.grid.getByRole('gridcell').first().click({ button: 'right' });
      await lab.page.getByRole('menuitem', { name, exact: true }).click();
    };
    await lab.grid.getByRole('gridcell').first().click();
    await lab.page.keyboard.press('ControlOrMeta+A');
    await lab.grid.getByRole('gridcell').first().click({ button: 'right' });
    await expect(lab.page.locator('.lm-Menu')).toBeFocused();
    await lab.page.keyboard.press('Escape');
    await expect(lab.page.locator('.lm-Menu')).toHaveCount(0);
    await expect(lab.grid).toBeFocused();
    await choose('Copy as CSV');
    await expect.poll(() => clipboard(lab)).toBe("f,n,m\r\n'=1+1,-5,a|b\r\n");
    await choose('Copy as Markdown');
    await expect
      .poll(() => clipboard(lab))
      .toBe('| f | n | m |\n| --- | ---: | --- |\n| =1+1 | -5 | a\\|b |\n');
    await expect(lab.notifications.last()).toContainText('as Markdown');
    await choose('Copy with Headers');
    await expect.poll(() => clipboard(lab)).toBe("f\tn\tm\n'=1+1\t-5\ta|b");
    await expect(lab.notifications.last()).toContainText(
      'One text got a leading apostrophe, so that spreadsheets do not run it.'
    );
  });
});

test('a grid keeps place, widths, cursor and selection when more rows come', async ({
  browser
}) => {
  const page = await openGridPage(browser);
  await page.evaluate(() => window.bench.show('ours', 20_000));
  const grid = page.getByRole('grid');
  const heads = grid.getByRole('columnheader');
  const numbers = grid.getByRole('rowheader');
  const edge = await heads.nth(2).locator('.jp-OmniSciGrid-edge').boundingBox();
  if (!edge) {
    throw new Error('The edge is not on screen.');
  }
  await page.mouse.move(edge.x + 2, edge.y + 5);
  await page.mouse.down();
  await page.mouse.move(edge.x + 902, edge.y + 5, { steps: 4 });
  await page.mouse.up();
  await grid.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(numbers.last()).toHaveText('20000');

  const seen = async () => {
    const cursor = await grid.getAttribute('aria-activedescendant');
    return {
      firstRow: await numbers.first().innerText(),
      scrolled: await page
        .locator('.jp-OmniSciGrid-scroller')
        .evaluate(({ scrollTop, scrollLeft }) => [scrollTop, scrollLeft]),
      columns: await heads.evaluateAll(nodes =>
        nodes
          .slice(1)
          .map(({ textContent, clientWidth }) => [textContent, clientWidth])
      ),
      cursor: await page.locator(`[id="${cursor}"]`).innerText(),
      selected: await grid
        .getByRole('gridcell', { selected: true })
        .allInnerTexts()
    };
  };
  const before = await seen();
  expect(before.scrolled.every(pixels => pixels > 0)).toBe(true);
  expect(before.cursor).toBe('note 19998 of the day');
  expect(before.selected).toHaveLength(4);
  await page.evaluate(() => window.bench.grow(200_000));
  await expect(grid).toHaveAttribute('aria-rowcount', '200001');
  expect(await seen()).toEqual(before);
  await expect(numbers.last()).not.toHaveText('20000');

  // The keys go on from there, into the rows that came.
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) {
    await page.keyboard.press(key);
  }
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(
    'note 20001 of the day'
  );
  await page.close();
});

test.describe('row numbers and NULL', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`have a contrast of 4.5 : 1 in the ${theme} theme, selected or not`, async ({
      browser
    }) => {
      const page = await openGridPage(browser, { theme });
      await page.evaluate(() => window.bench.show('ours', 100));
      const grid = page.getByRole('grid');
      const quiet = grid.locator('td.jp-mod-null, th.jp-OmniSciGrid-number');
      await expect(grid.locator('td.jp-mod-null').nth(1)).toBeVisible();
      const lowest = async (): Promise<number> =>
        Math.min(...(await contrasts(quiet)));
      expect(await lowest()).toBeGreaterThanOrEqual(4.5);
      await grid.focus();
      await page.keyboard.press('ControlOrMeta+A');
      await expect(quiet.first()).toHaveClass(/jp-mod-in-selection/);
      expect(await lowest()).toBeGreaterThanOrEqual(4.5);
      await page.close();
    });
  }
});

/**
 * The grid on a screen with so many device pixels to a CSS pixel, and with scroll bars that take
 * room. A ratio that Playwright emulates neither caps nor rounds as a screen's own does.
 */
async function openOnScreen(
  chromium: BrowserType,
  options: LaunchOptions,
  ratio: number
): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({
    ...options,
    ignoreDefaultArgs: ['--hide-scrollbars'],
    args: [
      ...(options.args ?? []),
      `--force-device-scale-factor=${ratio}`,
      '--window-size=1400,900'
    ]
  });
  const page = await openGridPage(browser, { context: { viewport: null } });
  expect(await page.evaluate(() => devicePixelRatio)).toBe(ratio);
  return { browser, page };
}

for (const ratio of [1.25, 1.5]) {
  test(`a grid has the scroll bars that it needs, and they stand still, in a pane of any fraction of a pixel at ratio ${ratio}`, async ({
    playwright,
    launchOptions
  }) => {
    const { browser, page } = await openOnScreen(
      playwright.chromium,
      launchOptions,
      ratio
    );
    // Less than all cells, as much, more by less than a scroll bar, and by more.
    const spares = [-2.5, 0.25, 10.5, 37.5];
    const panes = spares.flatMap(x => spares.map(y => ({ x, y })));
    const seen = await page.evaluate(async sizes => {
      window.bench.show('ours', 10);
      const find = (name: string): HTMLElement =>
        document.querySelector<HTMLElement>(`.jp-OmniSciGrid${name}`)!;
      const [grid, scroller] = [find(''), find('-scroller')];
      const { style } = find('-sizer');
      const [cellsWidth, cellsHeight] = [style.width, style.height];
      const bars = (): string => {
        const { width, height } = grid.getBoundingClientRect();
        const across = height - scroller.clientHeight > 5 ? 'across' : '';
        const down = width - scroller.clientWidth > 5 ? 'down' : '';
        return `${across} ${down}`.trim();
      };
      const seenIn: string[][] = [];
      for (const { x, y } of sizes) {
        grid.style.cssText = `inset: 0 auto auto 0; width: calc(${cellsWidth} + ${x}px); height: calc(${cellsHeight} + ${y}px)`;
        const frames: string[] = [];
        for (let frame = 0; frame < 5; frame++) {
          await new Promise(requestAnimationFrame);
          frames.push(bars());
        }
        seenIn.push([...new Set(frames.slice(1))]);
      }
      return seenIn;
    }, panes);
    const BAR = 15;
    const needed = panes.map(({ x, y }) => {
      const across = x < 0 || (y < 0 && x < BAR);
      const down = y < 0 || (x < 0 && y < BAR);
      return [`${across ? 'across' : ''} ${down ? 'down' : ''}`.trim()];
    });
    expect(seen).toEqual(needed);
    await browser.close();
  });
}

test.describe('a grid of very many rows', () => {
  for (const { rows, ratio } of [
    { rows: 1_000_000, ratio: 3 },
    { rows: 10_000_000, ratio: 1 }
  ]) {
    test(`shows the last of ${rows.toLocaleString('en')} on a screen of ratio ${ratio}, and every row in between by the wheel`, async ({
      playwright,
      launchOptions
    }) => {
      const { browser, page } = await openOnScreen(
        playwright.chromium,
        launchOptions,
        ratio
      );
      await page.evaluate(count => window.bench.show('ours', count), rows);
      const grid = page.getByRole('grid');
      await grid.focus();
      await page.keyboard.press('Control+End');
      await expect(grid.getByRole('rowheader').last()).toHaveText(String(rows));
      const id = 9_000_000_999_999;
      await expect(
        grid.locator(`tr[aria-rowindex="${rows + 1}"] > td`).first()
      ).toHaveText(String(id));

      // One notch of the wheel goes on by as many pixels of rows, however long the scroll bar is.
      const first = grid.getByRole('rowheader').first();
      const widths = (): Promise<number[]> =>
        grid
          .getByRole('columnheader')
          .evaluateAll(nodes => nodes.map(node => node.clientWidth));
      const before = Number(await first.innerText());
      const widthsBefore = await widths();
      await grid.hover();
      await page.mouse.wheel(0, -240);
      await expect(first).toHaveText(String(before - 10));
      expect(await widths()).toEqual(widthsBefore);

      // The scroll bar itself, pulled to its end.
      await page.keyboard.press('Control+Home');
      await expect(first).toHaveText('1');
      await page.locator('.jp-OmniSciGrid-scroller').evaluate(scroller => {
        scroller.scrollTop = scroller.scrollHeight;
      });
      await expect(grid.getByRole('rowheader').last()).toHaveText(String(rows));
      await browser.close();
    });
  }
});
