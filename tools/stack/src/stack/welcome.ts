import type { StackFile } from './stack-file';

/** What is printed when all of it is ready; `ending` says where the rest is found and how it stops. */
export function welcome({ gateway, devices, samples, ...servers }: StackFile, ending: readonly string[]): string {
  const [device] = devices;
  const example = samples.find(({ decision }) => decision === 'allow') ?? samples[0];
  const scan =
    device && example
      ? ['', 'Scan a citizen:', '', scanCommand(gateway, device.token, example.qr), '', 'Citizens to try, as "qr":', '']
      : [];
  return [
    '',
    `Ready: ${gateway}   API: ${gateway}/docs`,
    ...serverLines(servers),
    ...scan,
    ...samples.map(({ name, qr, decision }) => `  ${decision.padEnd(5)}  ${name}\n         ${qr}`),
    '',
    ...ending,
    '',
  ].join('\n');
}

function serverLines({ kafkaBrokers, postgresUrl, redisUrl }: Partial<StackFile>): string[] {
  if (!kafkaBrokers || !postgresUrl || !redisUrl) return [];
  const postgres = Object.assign(new URL(postgresUrl), { password: '' }).toString();
  return [`Kafka: ${kafkaBrokers}   PostgreSQL: ${postgres}   Redis: ${redisUrl}`];
}

function scanCommand(gateway: string, token: string, qr: string): string {
  return [
    'curl -sS',
    quoted(`${gateway}/v1/verify`),
    '-H',
    quoted(`authorization: Bearer ${token}`),
    '-H',
    quoted('content-type: application/json'),
    '-d',
    quoted(JSON.stringify({ qr })),
  ].join(' ');
}

/** One word of a POSIX shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
