import { join } from 'node:path';

/** For what one spec file writes; removed with all of the test run. */
export function ownDirectory(name: string): string {
  const { TEST_RUN_DIRECTORY } = process.env;
  if (!TEST_RUN_DIRECTORY) throw new Error('The directory of the test run is missing: run these tests with `npm test`');
  return join(TEST_RUN_DIRECTORY, name);
}
