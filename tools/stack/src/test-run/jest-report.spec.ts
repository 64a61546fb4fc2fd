import { countTests, describeCount, type JestReport } from './jest-report';

const aReport = (overrides: Partial<JestReport> = {}): JestReport => ({
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...overrides,
});

describe('countTests', () => {
  it('counts what passed', () => {
    expect(countTests(aReport(), 0)).toEqual({ passed: 7, failed: 0, skipped: 0 });
  });

  it('counts a file that could not be run as a failure', () => {
    const report = aReport({ success: false, numFailedTests: 2, numRuntimeErrorTestSuites: 1 });

    expect(countTests(report, 1)).toEqual({ passed: 7, failed: 3, skipped: 0 });
  });

  it.each([
    ['fails in spite of its report', aReport(), 1],
    ['finds no tests', aReport({ success: false, numPassedTests: 0 }), 1],
  ])('counts one failure when jest %s', (_, report, exitCode) => {
    expect(countTests(report, exitCode).failed).toBe(1);
  });

  it('counts one failure when jest left no report', () => {
    expect(countTests(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('describeCount', () => {
  it('says what was skipped only where something was', () => {
    expect(describeCount(countTests(aReport(), 0))).toBe('7 passed, 0 failed');
    expect(describeCount(countTests(aReport({ numPendingTests: 2 }), 0))).toBe('7 passed, 0 failed, 2 skipped');
  });
});
