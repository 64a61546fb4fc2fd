import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopRequests } from './processes/stop-requests';
import { describeFailure } from './stack-problem';
import { countTests, describeCount, type Count, type JestReport } from './test-run/jest-report';
import { makeRunDirectory, removeRunDirectory } from './test-run/run-directory';
import { packageFile, runStep, type Step } from './test-run/run-step';

/** For one test or hook, in milliseconds: a hook may start the whole system on a busy machine. */
const patience = 120_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const checks: readonly Step[] = [
  { name: 'format', args: [packageFile('prettier/bin/prettier.cjs'), '--check', '.'] },
  { name: 'lint', args: [packageFile('eslint/bin/eslint.js'), '.'] },
  { name: 'types', args: [packageFile('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
];

/** `npm test`: stops when a check fails; `directory` is for whatever the tests write. */
async function testAll(directory: string, jestArgs: readonly string[], signal: AbortSignal): Promise<Count> {
  const checked = await Promise.all(checks.map((check) => passes(check, signal)));
  const passed = checked.filter(Boolean).length;
  if (passed < checks.length) return { passed, failed: checks.length - passed, skipped: 0 };
  const outputFile = join(directory, 'jest.json');
  const jest = packageFile('jest/bin/jest.js');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // One file at a time: they share the servers, and consumers of one file must not read what another waits for.
  // A hook that failed half-way leaves connections open: the run ends all the same, and says what failed.
  const args = [...node, jest, '--runInBand', '--forceExit', `--testTimeout=${patience}`];
  const environment = { TEST_RUN_DIRECTORY: directory };
  const tests = { name: 'tests', args: [...args, '--json', `--outputFile=${outputFile}`, ...jestArgs], environment };
  const { exitCode } = await timed({ ...tests, live: true }, signal);
  const report = existsSync(outputFile) ? (JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport) : null;
  const count = countTests(report, exitCode);
  return { ...count, passed: passed + count.passed };
}

async function passes(step: Step, signal: AbortSignal): Promise<boolean> {
  const { exitCode, printed } = await timed(step, signal);
  if (exitCode !== 0) say(printed.trimEnd());
  return exitCode === 0;
}

async function timed(step: Step, signal: AbortSignal): ReturnType<typeof runStep> {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const result = await runStep(step, signal);
  signal.throwIfAborted();
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  say(`${result.exitCode === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`);
  return result;
}

async function run(): Promise<Count> {
  const signal = stopRequests();
  const directory = makeRunDirectory();
  try {
    return await testAll(directory, process.argv.slice(2), signal);
  } catch (error) {
    say(describeFailure(error));
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    removeRunDirectory(directory);
  }
}

void run().then((count) => {
  say(describeCount(count));
  process.exitCode = count.failed === 0 ? 0 : 1;
});
