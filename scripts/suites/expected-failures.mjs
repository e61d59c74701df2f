/**
 * The failures that are expected: `SUITE TEST -- REASON`, one line each, in
 * `test/suites/expected-failures.txt`. `*` stands for any text, in the suite and in the test.
 */

/** @typedef {{ suite: string, test: string, reason: string, isFor: (suite: string, test: string) => boolean }} Expectation */
/** @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped', message: string }} Outcome */

/**
 * @param {string} text the file
 * @returns {Expectation[]}
 * @throws {Error} that names a line of another form
 */
export function parseExpectations(text) {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) {
      return [];
    }
    const { suite, test, reason } =
      /^(?<suite>\S+) (?<test>.+?) -- (?<reason>.+)$/.exec(line)?.groups ?? {};
    if (suite === undefined) {
      throw new Error(`line ${index + 1} is no expected failure: ${line}`);
    }
    const suites = patternOf(suite);
    const tests = patternOf(test);
    return [
      {
        suite,
        test,
        reason,
        isFor: (inSuite, name) => suites.test(inSuite) && tests.test(name)
      }
    ];
  });
}

/**
 * Sorts a suite's outcomes. A test that fails although no line expects it is new. A line that no
 * failure of its suite meets is `unmet`.
 *
 * @param {string} suite
 * @param {Outcome[]} outcomes
 * @param {Expectation[]} expectations
 */
export function judge(suite, outcomes, expectations) {
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  const expected = new Map();
  const unexpected = [];
  for (const failure of failed) {
    const line = expectations.find(({ isFor }) => isFor(suite, failure.name));
    if (line === undefined) {
      unexpected.push(failure);
    } else {
      expected.set(line.reason, (expected.get(line.reason) ?? 0) + 1);
    }
  }
  return {
    passed: outcomes.filter(({ outcome }) => outcome === 'passed').length,
    skipped: outcomes.filter(({ outcome }) => outcome === 'skipped').length,
    unexpected,
    expected,
    unmet: expectations.filter(
      line =>
        line.suite === suite &&
        !failed.some(({ name }) => line.isFor(suite, name))
    )
  };
}

function patternOf(text) {
  const parts = text
    .split('*')
    .map(part => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
