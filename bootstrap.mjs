/** What every npm script runs through, on Node 20 or newer and before anything is installed: installs, builds, hands over to Node 24. */
import { Buffer } from 'node:buffer';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const modules = resolve(root, 'node_modules');
const buildStamp = resolve(modules, '.cache/build.json');
const scripts = {
  start: 'tools/stack/dist/start.js',
  reset: 'tools/stack/dist/reset.js',
  token: 'tools/stack/dist/token.js',
  analyst: 'tools/stack/dist/analyst.js',
  test: 'tools/stack/dist/test.js',
  citizens: 'tools/citizens/dist/main.js',
  docs: 'tools/stack/dist/docs.js',
  card: 'tools/cards/dist/draw-card.js',
  scan: 'tools/cards/dist/scan-picture.js',
  journal: 'apps/gateway/dist/draining/main.js',
  push: 'tools/client/dist/push/main.js',
  'dead-letters': 'tools/client/dist/dead-letters/main.js',
  replay: 'tools/client/dist/replay/main.js',
  chaos: 'tools/chaos/dist/main.js',
  'check:cache': 'tools/client/dist/facts-cache/main.js',
  'bench:verify': 'tools/bench/dist/verify/main.js',
  'bench:freshness': 'tools/bench/dist/freshness/main.js',
  'bench:rebuild': 'tools/bench/dist/rebuild/main.js',
  'bench:batches': 'tools/bench/dist/batches/main.js',
  'bench:access-log': 'tools/bench/dist/access-log/main.js',
  'bench:dry-run': 'tools/bench/dist/dry-run/main.js',
};
const [command, ...args] = process.argv.slice(2);
const say = (line) => process.stderr.write(`${line}\n`);
const environment = { ...process.env, PATH: [resolve(modules, '.bin'), process.env.PATH].join(delimiter) };

/** The child that runs now, and the signal that ended everything. */
let child;
let stoppedBy;
let forwardedAt = -Infinity;

/** npm passes on what the terminal has sent to us as well: the child gets each request once. */
function forward(signal) {
  stoppedBy ??= signal;
  if (performance.now() - forwardedAt < 1_000) return;
  forwardedAt = performance.now();
  child?.kill(signal);
}

/** In a session of its own, so that only we send it signals; on Linux it gets SIGTERM when we are gone. */
function run(program, programArgs, stdio) {
  if (stoppedBy) leave(128 + constants.signals[stoppedBy]);
  const bindable = spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  const onlyAsOurChild = ['sh', '-c', '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid)];
  const [file, ...rest] = bindable
    ? ['setpriv', '--pdeathsig', 'TERM', ...onlyAsOurChild, program, ...programArgs]
    : [program, ...programArgs];
  child = spawn(file, rest, { cwd: root, env: environment, stdio, detached: true });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  return new Promise((settle) => {
    child.once('error', (error) => settle({ exitCode: 1, printed: error.message }));
    child.once('close', (code, signal) => {
      child = undefined;
      settle({ exitCode: code ?? 128 + constants.signals[signal], printed: Buffer.concat(printed).toString('utf8') });
    });
  });
}

/** A command that is quiet unless it fails or takes long. */
async function quietly(what, program, programArgs) {
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`;
  let shown = false;
  const show = () => {
    say(shown ? `… ${what} (${elapsed()})` : `… ${what}`);
    shown = true;
    timer = setTimeout(show, 10_000);
  };
  let timer = setTimeout(show, 2_000);
  const { exitCode, printed } = await run(program, programArgs, ['ignore', 'pipe', 'pipe']);
  clearTimeout(timer);
  if (stoppedBy) leave(128 + constants.signals[stoppedBy]);
  if (exitCode !== 0) {
    say(printed.trimEnd());
    say(`✗ ${what}: failed.`);
    leave(exitCode);
  }
  if (shown) say(`✓ ${what} (${elapsed()})`);
}

/** The last line of a test run is the same however far it came. */
function leave(exitCode) {
  if (command === 'test') process.stdout.write('0 passed, 1 failed\n');
  process.exit(exitCode);
}

/** Whether every package of the lock file that this machine needs is there in that version. */
function isInstalled() {
  const installedLock = resolve(modules, '.package-lock.json');
  if (!existsSync(installedLock) || !existsSync(resolve(modules, '.bin/node'))) return false;
  const lock = resolve(root, 'package-lock.json');
  if (statSync(installedLock).mtimeMs >= statSync(lock).mtimeMs) return true;
  const { packages: installed } = JSON.parse(readFileSync(installedLock, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(lock, 'utf8'));
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (!path.startsWith('node_modules/') || (optional && !installed[path])) return true;
    return installed[path]?.version === version && installed[path]?.integrity === integrity;
  });
}

/** A digest of what a build reads, by content, or of what it made, by size and time. */
function digest(outputs) {
  const hash = createHash('sha256');
  const stamp = (path) => `${statSync(path).size} ${statSync(path).mtimeMs}`;
  const visit = (directory, isOutput) => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules') visit(path, isOutput || entry.name === 'dist');
      else if (entry.isFile() && isOutput === outputs) {
        hash.update(`${path}\0`).update(isOutput ? stamp(path) : readFileSync(path));
      }
    }
  };
  for (const directory of ['apps', 'libs', 'tools']) visit(resolve(root, directory), false);
  for (const file of ['package-lock.json', 'tsconfig.base.json', 'nx.json']) {
    hash.update(readFileSync(resolve(root, file)));
  }
  return hash.digest('hex');
}

async function build() {
  const sources = digest(false);
  if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === `${sources} ${digest(true)}`) return;
  environment.NX_DAEMON = 'false';
  await quietly('Building', resolve(modules, '.bin/nx'), ['run-many', '-t', 'build', '--outputStyle=static']);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, `${sources} ${digest(true)}`);
}

/** npm may be killed without a word to us: nobody waits for us then. */
function stopWhenNpmIsGone() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = ancestors();
  const watch = setInterval(() => {
    if (ancestors().join() === npm.join()) return;
    clearInterval(watch);
    forward('SIGTERM');
  }, 500).unref();
}

/** Our parent, and npm behind it where that is the shell in which npm runs its scripts. */
function ancestors() {
  const parent = process.ppid;
  try {
    if (!readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('sh\0-c\0')) return [parent];
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    return [parent, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]];
  } catch {
    return [parent];
  }
}

const script = scripts[command];
if (!script || Number(process.versions.node.split('.')[0]) < 20) {
  say(
    script
      ? `Node 20 or newer is needed; this is ${process.version}.`
      : `Usage: npm run ${Object.keys(scripts).join('|')}`,
  );
  leave(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => forward(signal));
stopWhenNpmIsGone();
if (!isInstalled()) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await quietly('Installing packages (npm ci)', npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund']);
}
await build();
const { exitCode } = await run(resolve(modules, '.bin/node'), [resolve(root, script), ...args], 'inherit');
process.exit(exitCode);
