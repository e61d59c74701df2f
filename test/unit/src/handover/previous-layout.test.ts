import { describe, expect, test } from 'vitest';
import {
  isAsLinkMadeIt,
  previousNameOf,
  widgetsOf,
  type WorkspaceData
} from '../../../../src/handover/previous-layout';

const EDITOR = 'omnisci-sql-editor:omnisci-sql-editor-1';
const NOTEBOOK = 'notebook:work/Untitled.ipynb';
const query = (): Promise<string> => Promise.resolve('SELECT 3');
const untouched = {
  path: 'work/Untitled.ipynb',
  holdsQuery: (sql: string) => sql === 'SELECT 1'
};

/** A saved workspace with these widgets, one beside the other. */
const showing = (widgets: string[], sql = ''): WorkspaceData => ({
  'layout-restorer:data': {
    main: {
      dock: {
        type: 'split-area',
        children: widgets.map(widget => ({
          type: 'tab-area',
          widgets: [widget]
        }))
      }
    },
    down: { size: 0, widgets: [] }
  },
  [EDITOR]: { data: { uid: '1', title: 'OmniSci SQL Editor 1', sql } }
});

test('each workspace has a previous one of its own', () => {
  expect(previousNameOf('default')).toBe('omnisci-previous-default');
});

describe('the widgets of a saved workspace', () => {
  test('are found wherever they lie', () => {
    expect(widgetsOf(showing([NOTEBOOK, EDITOR]))).toEqual([NOTEBOOK, EDITOR]);
    const below = { 'layout-restorer:data': { down: { widgets: ['log'] } } };
    expect(widgetsOf(below)).toEqual(['log']);
  });

  test.each<WorkspaceData>([
    {},
    { 'layout-restorer:data': {} },
    { 'layout-restorer:data': { main: { dock: null }, down: null } }
  ])('are none in %j', data => {
    expect(widgetsOf(data)).toEqual([]);
  });
});

describe('a workspace is as a link made it', () => {
  test.each([
    ['with an empty editor and the notebook', [NOTEBOOK, EDITOR], ''],
    ['with the query that was handed over', [NOTEBOOK, EDITOR], 'SELECT 1'],
    ['with the editor alone, while it is opened', [EDITOR], ''],
    ['with the query that is handed over now', [EDITOR], 'SELECT 3']
  ])('%s', async (_, widgets, sql) => {
    expect(await isAsLinkMadeIt(showing(widgets, sql), untouched, query)).toBe(
      true
    );
  });

  test.each([
    ['a text of the user’s', [NOTEBOOK, EDITOR], 'SELECT 2'],
    ['another file', [NOTEBOOK, EDITOR, 'editor:mine.py'], ''],
    ['another notebook', ['notebook:mine.ipynb', EDITOR], ''],
    ['a second editor', [NOTEBOOK, EDITOR, `${EDITOR}2`], '']
  ])('but not with %s', async (_, widgets, sql) => {
    const data = {
      ...showing(widgets, sql),
      [`${EDITOR}2`]: { data: { sql: '' } }
    };
    expect(await isAsLinkMadeIt(data, untouched, query)).toBe(false);
  });

  test('but not with a notebook that was touched', async () => {
    const data = showing([NOTEBOOK, EDITOR]);
    expect(await isAsLinkMadeIt(data, null, query)).toBe(false);
  });
});
