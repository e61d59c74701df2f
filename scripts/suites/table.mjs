/** Prints what the suites came to. */

/**
 * @param {({ name: string } & ReturnType<typeof import('./expected-failures.mjs').judge>)[]} rows
 * @returns {boolean} whether nothing failed that was not expected to
 */
export function printTable(rows) {
  console.log(
    `\n${'suite'.padEnd(20)} ${['passed', 'failed', 'expected', 'skipped'].map(cell).join('')}`
  );
  for (const row of rows) {
    const expected = [...row.expected.values()].reduce((a, b) => a + b, 0);
    const counts = [row.passed, row.unexpected.length, expected, row.skipped];
    console.log(`${row.name.padEnd(20)} ${counts.map(cell).join('')}`);
  }
  for (const { name, expected, unexpected, unmet } of rows) {
    for (const [reason, count] of expected) {
      console.log(`\n${name}: ${count} expected to fail: ${reason}`);
    }
    for (const failure of unexpected) {
      console.log(`\n${name}: FAILED ${failure.name}\n    ${failure.message}`);
    }
    for (const { test } of unmet) {
      console.log(`\n${name}: nothing fails any more for the line: ${test}`);
    }
  }
  const failed = rows.reduce((sum, row) => sum + row.unexpected.length, 0);
  console.log(
    `\n${failed === 0 ? 'Nothing failed that was not expected to.' : `${failed} tests failed that were not expected to.`}`
  );
  return failed === 0;
}

const cell = value => String(value).padStart(10);
