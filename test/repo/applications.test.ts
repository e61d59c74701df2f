/** A plugin whose required token an application lacks fails there in red, at every page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

/** What JupyterLab and Notebook 7 both provide, beside what our own plugins do. */
const IN_BOTH = [
  'ICompletionProviderManager',
  'IEditorServices',
  'IMainMenu',
  'IRenderMimeRegistry',
  'IRouter',
  'ISearchProviderRegistry',
  'ISettingRegistry',
  'IToolbarWidgetRegistry'
];

const sources = readdirSync(join(ROOT, 'src'), { recursive: true })
  .map(String)
  .filter(path => path.endsWith('.ts'))
  .map(path => readFileSync(join(ROOT, 'src', path), 'utf8'));

const listsOf = (key: string): string[] =>
  sources.flatMap(text =>
    [...text.matchAll(new RegExp(`\\b${key}: \\[([^\\]]*)\\]`, 'g'))].map(
      ([, list = '']) => list
    )
  );

test('no plugin requires what Notebook 7 does not provide', () => {
  const provided = sources.flatMap(text =>
    [...text.matchAll(/\bprovides: (\w+)/g)].map(([, token = '']) => token)
  );
  const required = listsOf('requires').flatMap(
    list => list.match(/\w+/g) ?? []
  );
  expect(required.length).toBeGreaterThan(20);
  const known = new Set([...IN_BOTH, ...provided]);
  expect(required.filter(token => !known.has(token))).toEqual([]);
});
