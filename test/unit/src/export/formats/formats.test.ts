// @vitest-environment jsdom
import '../../../../helpers/lab-in-jsdom';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { Notification } from '@jupyterlab/apputils';
import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import { Int32, Table, vectorFromArray } from 'apache-arrow';
import { afterEach, expect, test, vi } from 'vitest';
import { EXPORT_FORMATS } from '../../../../../src/export/formats';
import type { IExportFormat } from '../../../../../src/export/formats/export-format';
import { NO_LIMITS } from '../../../../../src/connection-info/limits';
import { addExport } from '../../../../../src/export/add-export';
import { ResultTable } from '../../../../../src/table/result-table';
import type { ISqlEditors } from '../../../../../src/tokens';
import { emptyReply, trans } from '../../../../helpers/fake-connection';
import { FakeContents } from '../../../../helpers/fake-contents';
import { ROOT } from '../../../../helpers/root';

const EXPORT = 'omnisci:export-result';

/** One line a row; the option says what stands before it. */
const lines: IExportFormat = {
  id: 'lines',
  extension: 'txt',
  mimeType: 'text/plain',
  label: () => 'Lines',
  caption: () => 'One line a row',
  options: () => [
    {
      key: 'isNumbered',
      kind: 'flag',
      label: 'Number the lines',
      default: true,
      isRemembered: false
    }
  ],
  accepts: ({ columns }) => columns.length === 1,
  async *encode(table, { isNumbered }) {
    let text = '';
    for (let row = 0; row < table.numRows; row++) {
      const value = String(table.getChildAt(0)?.get(row));
      text += isNumbered ? `${row + 1}. ${value}\n` : `${value}\n`;
    }
    yield await Promise.resolve({
      bytes: new TextEncoder().encode(text),
      rows: table.numRows
    });
  }
};

const ints = (values: number[]) => vectorFromArray(values, new Int32());

/** The plugin in an application whose SQL editor shows this table. */
function activate(arrow: Table, limits = NO_LIMITS) {
  const commands = new CommandRegistry();
  const contents = new FakeContents();
  const result = {
    connection: { client: {}, limits },
    sql: 'SELECT * FROM flights',
    table: new ResultTable(arrow),
    summary: { ...emptyReply.summary, rows: arrow.numRows },
    rowLimit: null
  };
  const items: { args?: { format?: string } }[] = [];
  const editors = { current: { result } };
  addExport(
    { commands, serviceManager: { contents } } as unknown as JupyterFrontEnd,
    {
      editors: {
        ...editors,
        currentChanged: new Signal(editors)
      } as unknown as ISqlEditors,
      palette: {
        addItem: (item: (typeof items)[number]) => items.push(item)
      } as unknown as ICommandPalette,
      settingRegistry: null,
      fileBrowser: null,
      labStatus: null,
      formats: [...EXPORT_FORMATS, lines],
      trans
    }
  );
  return { commands, contents, items };
}

const body = (): HTMLElement => document.body;

async function dialog(): Promise<HTMLElement> {
  return await vi.waitFor(() => {
    const node = body().querySelector<HTMLElement>('.jp-Dialog');
    expect(node).not.toBeNull();
    return node!;
  });
}

const radio = (node: HTMLElement, name: string): HTMLInputElement | null => {
  const labels = [...node.querySelectorAll('label')];
  const label = labels.find(({ textContent }) => textContent.startsWith(name));
  return label?.querySelector('input') ?? null;
};

const press = (node: HTMLElement, text: string): void =>
  [...node.querySelectorAll('button')]
    .find(button => button.textContent.includes(text))
    ?.click();

afterEach(() => {
  Notification.dismiss();
  body().replaceChildren();
});

test('a format in the list is offered, asks for its options, and writes a file of its name', async () => {
  const { commands, contents, items } = activate(
    new Table({ id: ints([7, 8]) })
  );
  expect(items.map(({ args }) => args?.format)).toContain('lines');
  expect(commands.label(EXPORT, { format: 'lines' })).toBe(
    'Export Result as Lines…'
  );
  const running = commands.execute(EXPORT);
  const node = await dialog();
  radio(node, 'Lines')!.click();
  const name = node.querySelector<HTMLInputElement>('input[type=text]');
  expect(name?.value).toBe('flights.txt');
  radio(node, 'Number the lines')!.click();
  press(node, 'Export');
  await running;
  expect(contents.names).toEqual(['flights.txt']);
  expect(contents.files.get('flights.txt')?.toString()).toBe('7\n8\n');
  expect([...contents.mimeTypes.values()]).toEqual(['text/plain']);
});

test('a format is not offered for a result that it cannot hold', async () => {
  const { commands } = activate(new Table({ id: ints([7]), no: ints([8]) }));
  expect(commands.isEnabled(EXPORT, { format: 'lines' })).toBe(false);
  expect(commands.isEnabled(EXPORT, { format: 'csv' })).toBe(true);
  const running = commands.execute(EXPORT);
  const node = await dialog();
  expect(radio(node, 'CSV')).not.toBeNull();
  expect(radio(node, 'Lines')).toBeNull();
  press(node, 'Cancel');
  await running;
});

type Setting = {
  enum?: string[];
  oneOf?: { const: string }[];
  default?: unknown;
};

test('the settings have every format, and its options with their defaults', () => {
  const { properties } = JSON.parse(
    readFileSync(join(ROOT, 'schema/export.json'), 'utf8')
  ) as { properties: Record<string, Setting> };
  expect(properties['format']?.enum).toEqual(
    EXPORT_FORMATS.map(({ id }) => id)
  );
  const options = EXPORT_FORMATS.flatMap(
    format => format.options?.(trans) ?? []
  );
  expect(options).not.toEqual([]);
  for (const option of options) {
    const setting = properties[option.key];
    expect(setting?.default, option.key).toBe(option.default);
    if (option.kind === 'choice') {
      expect(setting?.oneOf?.map(({ const: value }) => value)).toEqual(
        Object.keys(option.choices)
      );
    }
  }
});

test('where the administrator allows no exports, the button says so and does nothing', async () => {
  const { commands, contents } = activate(new Table({ id: ints([7]) }), {
    ...NO_LIMITS,
    export: false
  });
  expect(commands.isEnabled(EXPORT)).toBe(false);
  expect(commands.caption(EXPORT)).toBe(
    'The administrator does not allow exports'
  );
  await commands.execute(EXPORT);
  expect(body().querySelector('.jp-Dialog')).toBeNull();
  expect(contents.names).toEqual([]);
});
