/** Finds the Python that the tests use: the project's own `.venv`, or another by name. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

/** Throws where there is none; `npm test` makes it. */
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
