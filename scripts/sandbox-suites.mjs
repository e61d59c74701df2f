/**
 * `npm run sandbox:suites`: the clients' own test suites try the sandbox. Prints a table, and fails
 * where a test fails that `test/suites/expected-failures.txt` does not expect. The first run makes
 * the environments in build/suites/ from the package registries.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ROOT } from './stamps.mjs';
import { makeConnectorTables } from './suites/connector-tables.mjs';
import { judge, parseExpectations } from './suites/expected-failures.mjs';
import { runMocha } from './suites/run-mocha.mjs';
import { runPytest } from './suites/run-pytest.mjs';
import { SUITES } from './suites/suites.mjs';
import { printTable } from './suites/table.mjs';

const HELP = `npm run sandbox:suites -- [NAME...] [--tests FOLDER]

  NAME            run these suites only: ${SUITES.map(({ name }) => name).join(', ')}
  --tests FOLDER  run the Python suites on a copy of the client's repository in FOLDER, instead of
                  the tests that the registry has`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string' }, help: { type: 'boolean' } }
});
const unknown = positionals.find(
  given => !SUITES.some(({ name }) => name === given)
);
if (values.help || unknown !== undefined) {
  console.log(
    unknown === undefined ? HELP : `No suite is called ${unknown}.\n\n${HELP}`
  );
  process.exit(unknown === undefined ? 0 : 2);
}

const expectations = parseExpectations(
  readFileSync(join(ROOT, 'test/suites/expected-failures.txt'), 'utf8')
);
await build(['sandbox']);
const rows = [];
for (const suite of SUITES.filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name)
)) {
  console.log(`${suite.name} ...`);
  rows.push({
    name: suite.name,
    ...judge(suite.name, await outcomesOf(suite), expectations)
  });
}
process.exitCode = printTable(rows) ? 0 : 1;

/** The outcomes of a suite on a sandbox of its own; one failure if it cannot run. */
async function outcomesOf(suite) {
  const sandbox = spawn(
    process.execPath,
    [
      join(ROOT, 'build/sandbox.mjs'),
      ...['--http-port=0', '--binary-port=0'],
      `--parent-pid=${process.pid}`
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] }
  );
  try {
    const [line] = await once(sandbox.stdout, 'data');
    const ports = JSON.parse(String(line));
    if (suite.kind === 'mocha') {
      await makeConnectorTables(ports.httpPort);
      return runMocha(suite, ports);
    }
    return runPytest(suite, ports, values.tests && resolve(values.tests));
  } catch (error) {
    return [{ name: 'the suite', outcome: 'failed', message: String(error) }];
  } finally {
    sandbox.kill();
  }
}
