/** Loads a TypeScript module of the tests into a script. */
import { join } from 'node:path';
import { ROOT } from './stamps.mjs';

export async function importTest(path) {
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url).import(join(ROOT, 'test', path));
}
