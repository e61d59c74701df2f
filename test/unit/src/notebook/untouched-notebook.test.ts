import type { Contents } from '@jupyterlab/services';
import { expect, test } from 'vitest';
import { UntouchedNotebook } from '../../../../src/notebook/untouched-notebook';

const SOURCE = 'con = heavydb.connect()';
const PATH = 'work/Untitled.ipynb';

type Cell = {
  source: string | string[];
  execution_count: number | null;
  outputs: object[];
};
const cell: Cell = { source: SOURCE, execution_count: null, outputs: [] };

/** A browser that remembers a notebook at `PATH`, and a server that has these cells there. */
function world(cells: Cell[] | null) {
  const stored = new Map<string, string>();
  const notebook = new UntouchedNotebook({
    storage: {
      getItem: key => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value)
    },
    baseUrl: 'http://localhost:8888/',
    contents: {
      get: () =>
        cells
          ? Promise.resolve({ content: { cells } } as Contents.IModel)
          : Promise.reject(new Error('404'))
    }
  });
  return { notebook, stored };
}

test.each<[string, Cell]>([
  ['as it was made', cell],
  ['with its text in lines', { ...cell, source: [SOURCE] }]
])('is found %s', async (_, found) => {
  const { notebook } = world([found]);
  notebook.remember(PATH, SOURCE);
  expect(await notebook.find('work', SOURCE)).toBe(PATH);
});

test.each<[string, Cell[] | null]>([
  ['was deleted or renamed', null],
  ['was run', [{ ...cell, execution_count: 1 }]],
  ['has an output', [{ ...cell, outputs: [{}] }]],
  ['has another text', [{ ...cell, source: `${SOURCE} ` }]],
  ['has a second cell', [cell, cell]],
  ['has none', []]
])('is not found when it %s', async (_, cells) => {
  const { notebook } = world(cells);
  notebook.remember(PATH, SOURCE);
  expect(await notebook.find('work', SOURCE)).toBeNull();
});

test('is not found in another folder, nor for another text, nor where none was made', async () => {
  const { notebook, stored } = world([cell]);
  expect(await notebook.find('work', SOURCE)).toBeNull();
  notebook.remember(PATH, SOURCE);
  expect(await notebook.find('', SOURCE)).toBeNull();
  expect(await notebook.find('work', `query = "x"\n${SOURCE}`)).toBeNull();
  // The text may hold a query; it is not kept.
  expect([...stored.values()].join()).not.toContain('heavydb');
});
