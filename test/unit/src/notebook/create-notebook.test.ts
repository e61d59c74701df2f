/** A new notebook, by the order in which its file, its cell and its panel come to be. */
import type { Contents, KernelSpec } from '@jupyterlab/services';
import { expect, test } from 'vitest';
import {
  openUntitledNotebook,
  type CreateNotebookContext
} from '../../../../src/notebook/create-notebook';

const PATH = 'analysis/Untitled.ipynb';

type Notebook = { cells: { source: string; id: string }[] };

/**
 * A server with these kernels, and a document manager that opens what was saved.
 *
 * @param untouched - the cells of notebooks that links made; empty where it was touched.
 * @param others - notebooks that another page has.
 */
function world(
  kernels: Record<string, string>,
  untouched: Record<string, string> = {},
  others: string[] = []
) {
  const released: string[] = [];
  const saved = new Map<string, Notebook>();
  const opened: Record<string, unknown>[] = [];
  const commands = {
    execute: (_: string, args: { path: string }) => {
      opened.push({ ...args, found: saved.get(args.path) });
      return Promise.resolve({ context: { ready: Promise.resolve() } });
    }
  } as unknown as CreateNotebookContext['commands'];
  const kernelspecs = Object.entries(kernels).map(
    ([name, language]) =>
      [name, { name, language } as KernelSpec.ISpecModel] as const
  );
  const serviceManager = {
    contents: {
      newUntitled: () => Promise.resolve({ path: PATH } as Contents.IModel),
      save: (path: string, { content }: Partial<Contents.IModel>) => {
        saved.set(path, content as Notebook);
        return Promise.resolve({ path } as Contents.IModel);
      }
    },
    kernelspecs: {
      ready: Promise.resolve(),
      specs: {
        default: 'none',
        kernelspecs: Object.fromEntries(kernelspecs)
      }
    }
  } as unknown as CreateNotebookContext['serviceManager'];
  const open = (
    source: Promise<string>,
    options: Partial<CreateNotebookContext> = {}
  ) =>
    openUntitledNotebook({
      commands,
      serviceManager,
      cwd: 'analysis',
      leftOf: null,
      source,
      more: [],
      opensOwnPage: false,
      claims: {
        claim: path => Promise.resolve(!others.includes(path)),
        release: path => void released.push(path)
      },
      untouched: {
        paths: () => Object.keys(untouched),
        read: path =>
          Promise.resolve(
            untouched[path] ? { path, source: untouched[path] } : null
          ),
        rewrite: (path, text) => {
          untouched[path] = text;
          return Promise.resolve();
        },
        remember: (path, text) => {
          untouched[path] = text;
        }
      },
      ...options
    });
  return { open, opened, untouched, released };
}

test('is opened when its file has the cell, so that a reload at any moment finds it', async () => {
  const { open, opened } = world({ python3: 'python' });
  await open(Promise.resolve('con = …'));
  const [{ path, found }] = opened as [{ path: string; found: Notebook }];
  expect(path).toBe(PATH);
  expect(found.cells.map(({ source }) => source)).toEqual(['con = …']);
  // What nbformat 4.5 allows for the id of a cell.
  expect(found.cells[0]?.id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test.each([
  ['python3', { ir: 'R', python3: 'python' }, { name: 'python3' }],
  ['any Python', { ir: 'R', conda: 'Python' }, { name: 'conda' }],
  ['what Jupyter starts by itself', { ir: 'R' }, { autoStartDefault: true }]
])('runs on %s', async (_, kernels, kernelPreference) => {
  const { open, opened } = world(kernels);
  await open(Promise.resolve(''), { leftOf: 'editor' });
  expect(opened[0]).toMatchObject({
    kernelPreference,
    options: { ref: 'editor', mode: 'split-left', activate: false }
  });
});

test('is not opened where its cell cannot be written', async () => {
  const { open, opened } = world({});
  const failing = Promise.reject(new Error('No status.'));
  await expect(open(failing)).rejects.toThrow('No status.');
  expect(opened).toEqual([]);
});

test('is one that was made before and is untouched, with the cell of today', async () => {
  const OLD = 'analysis/Untitled7.ipynb';
  const { open, opened, untouched } = world({}, { [OLD]: 'con = 1' });
  await open(Promise.resolve('con = 2'));
  expect(opened).toMatchObject([{ path: OLD }]);
  expect(untouched).toEqual({ [OLD]: 'con = 2' });
});

test('is a new one where those are touched, elsewhere, or in another page', async () => {
  const [touched, elsewhere, taken] = [
    'analysis/1.ipynb',
    '2.ipynb',
    'analysis/3.ipynb'
  ];
  const { open, opened, untouched, released } = world(
    {},
    { [touched]: '', [elsewhere]: 'con', [taken]: 'con' },
    [taken]
  );
  await open(Promise.resolve('con'));
  expect(opened).toMatchObject([{ path: PATH }]);
  expect(untouched[PATH]).toBe('con');
  expect(released).toEqual([touched]);
});

test('has all its cells where it opens on a page of its own, which starts the kernel', async () => {
  const { open, opened } = world({ python3: 'python' });
  const panel = await open(Promise.resolve('con = …'), {
    more: ['df = …'],
    opensOwnPage: true
  });
  expect(panel).toBeNull();
  const [{ found, ...args }] = opened as [{ found: Notebook }];
  expect(found.cells.map(({ source }) => source)).toEqual([
    'con = …',
    'df = …'
  ]);
  expect(args).toMatchObject({ kernelPreference: { shouldStart: false } });
});
