import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { expect, test } from 'vitest';
import { UntouchedNotebooks } from '../../../../src/notebook/untouched-notebooks';

const SOURCE = 'con = heavydb.connect()';
const PATH = 'work/Untitled.ipynb';

type Cell = {
  id?: string;
  source: string | string[];
  execution_count: number | null;
  outputs: object[];
};
const cell: Cell = { source: SOURCE, execution_count: null, outputs: [] };

/** A server with a notebook of these cells at `PATH`, and a browser, where it may be open. */
function world(cells: Cell[] | null, panel: NotebookPanel | null = null) {
  const stored = new Map<string, string>();
  const saved: unknown[] = [];
  const notebooks = new UntouchedNotebooks({
    storage: {
      getItem: key => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value)
    },
    baseUrl: 'http://localhost:8888/',
    contents: {
      get: () =>
        cells
          ? Promise.resolve({
              content: { cells, metadata: { kernelspec: {} } }
            } as Contents.IModel)
          : Promise.reject(new Error('404')),
      save: (path, { content } = {}) => {
        saved.push(content);
        return Promise.resolve({ path } as Contents.IModel);
      }
    },
    openPanel: path => (path === PATH ? panel : null)
  });
  return { notebooks, stored, saved };
}

test.each<[string, Cell]>([
  ['as it was made', cell],
  ['with its text in lines', { ...cell, source: [SOURCE] }]
])('one is untouched %s', async (_, found) => {
  const { notebooks } = world([found]);
  notebooks.remember(PATH, SOURCE);
  expect(await notebooks.read(PATH)).toEqual({ path: PATH, source: SOURCE });
  expect(notebooks.paths()).toEqual([PATH]);
});

test.each<[string, Cell[] | null]>([
  ['was deleted or renamed', null],
  ['was run', [{ ...cell, execution_count: 1 }]],
  ['has an output', [{ ...cell, outputs: [{}] }]],
  ['has another text', [{ ...cell, source: `${SOURCE} ` }]],
  ['has a second cell', [cell, cell]],
  ['has none', []]
])('one is touched, and forgotten, that %s', async (_, cells) => {
  const { notebooks } = world(cells);
  notebooks.remember(PATH, SOURCE);
  expect(await notebooks.read(PATH)).toBeNull();
  expect(notebooks.paths()).toEqual([]);
});

test('a few are remembered, the newest first, and no text of theirs', async () => {
  const { notebooks, stored } = world([cell]);
  expect(await notebooks.read(PATH)).toBeNull();
  for (let number = 0; number < 30; number++) {
    notebooks.remember(`${number}.ipynb`, SOURCE);
  }
  notebooks.remember('25.ipynb', SOURCE);
  expect(notebooks.paths().slice(0, 3)).toEqual([
    '25.ipynb',
    '29.ipynb',
    '28.ipynb'
  ]);
  expect(notebooks.paths()).toHaveLength(20);
  // It may hold a query.
  expect([...stored.values()].join()).not.toContain('heavydb');
});

test('another text is written into its file, whose cell and metadata stay', async () => {
  const { notebooks, saved } = world([{ ...cell, id: 'first' }]);
  notebooks.remember(PATH, SOURCE);
  await notebooks.rewrite(PATH, 'query = "SELECT 2"');
  expect(saved).toEqual([
    {
      cells: [{ ...cell, id: 'first', source: 'query = "SELECT 2"' }],
      metadata: { kernelspec: {} }
    }
  ]);
});

test('where it is open, that is what is read and written', async () => {
  const texts: string[] = [];
  const context = {
    ready: Promise.resolve(),
    model: { toJSON: () => ({ cells: [cell] }) },
    save: () => Promise.resolve(void texts.push('saved'))
  };
  const sharedModel = {
    getCell: () => ({ setSource: (text: string) => texts.push(text) })
  };
  const panel = { context, model: { sharedModel } };
  const { notebooks, saved } = world(null, panel as unknown as NotebookPanel);
  notebooks.remember(PATH, SOURCE);
  expect(await notebooks.read(PATH)).not.toBeNull();
  await notebooks.rewrite(PATH, 'con = 2');
  expect(texts).toEqual(['con = 2', 'saved']);
  expect(saved).toEqual([]);
});
