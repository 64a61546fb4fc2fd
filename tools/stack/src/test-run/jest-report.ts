/** What `jest --json` says at its end, as far as it is read here. */
export interface JestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Skipped ones. */
  readonly numPendingTests: number;
  /** Files that could not even be run. */
  readonly numRuntimeErrorTestSuites: number;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The last line of a test run. */
export function describeCount({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Never without a failure when jest was not content, and null when it left no report. */
export function countTests(report: JestReport | null, exitCode: number): Count {
  const passed = report?.numPassedTests ?? 0;
  const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
  const isContent = report?.success === true && exitCode === 0;
  return { passed, failed: isContent ? failed : Math.max(failed, 1), skipped: report?.numPendingTests ?? 0 };
}
