/** Finds the Python of the tests: the project's own `.venv`, or another by name. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

/** Throws if there is none; `npm test` makes it. */
export function testPython(): string {
  const python =
    process.env['OMNISCI_TEST_PYTHON'] ?? join(ROOT, '.venv/bin/python');
  if (!existsSync(python)) {
    throw new Error(
      'No .venv: run "npm test", which makes it, or set OMNISCI_TEST_PYTHON.'
    );
  }
  return python;
}
