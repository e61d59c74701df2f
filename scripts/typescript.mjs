/** Loads a module of the tests', which are TypeScript, into a script. */
import { join } from 'node:path';
import { ROOT } from './stamps.mjs';

export async function importTest(path) {
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url).import(join(ROOT, 'test', path));
}
