import { setTimeout as delay } from 'node:timers/promises';
import { StackProblem } from '../stack-problem';
import { portVariable, type PortName, type Ports } from './ports';
import { tryPort } from './try-port';

/** How long servers of a stack that was killed may still hold their ports, in milliseconds. */
const lingering = 2_000;

/** Throws a StackProblem that names each port which is in use or wanted twice, who wanted it and how to give it another. */
export async function requireFreePorts(ports: Ports, wanted: readonly PortName[]): Promise<void> {
  const twice = wanted.filter((name, index) => wanted.findIndex((other) => ports[other] === ports[name]) !== index);
  if (twice.length > 0) throw refusal(ports, twice, 'is wanted twice');

  const deadline = performance.now() + lingering;
  let problems = await problemsOf(ports, wanted);
  while (problems.length > 0 && performance.now() < deadline) {
    await delay(100);
    problems = await problemsOf(ports, wanted);
  }
  const [first] = problems;
  if (first === undefined) return;
  const taken = problems.map(({ name }) => name);
  throw refusal(ports, taken, first.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${first.code})`);
}

function refusal(ports: Ports, names: readonly PortName[], what: string): StackProblem {
  const lines = names.map((name) => {
    return `Port ${ports[name]} ${what}: ${name} needs it. Set ${portVariable(name)} to give it another.`;
  });
  return new StackProblem(lines.join('\n'));
}

async function problemsOf(ports: Ports, wanted: readonly PortName[]): Promise<{ name: PortName; code: string }[]> {
  const tried = await Promise.all(wanted.map(async (name) => ({ name, code: await tryPort(ports[name]) })));
  return tried.flatMap(({ name, code }) => (code === null ? [] : [{ name, code }]));
}
