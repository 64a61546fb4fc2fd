import type { StackFile } from './stack-file';

/** What is printed when all of it is ready. */
export function welcome({ gateway, kafkaBrokers, postgresUrl, redisUrl, devices, samples }: StackFile): string {
  const [device] = devices;
  const example = samples.find(({ decision }) => decision === 'allow') ?? samples[0];
  const postgres = Object.assign(new URL(postgresUrl), { password: '' }).toString();
  const scan =
    device && example
      ? ['', 'Scan a citizen:', '', scanCommand(gateway, device.token, example.qr), '', 'Citizens to try, as "qr":', '']
      : [];
  return [
    '',
    `Ready: ${gateway}   API: ${gateway}/docs   Kafka: ${kafkaBrokers}`,
    `PostgreSQL: ${postgres}   Redis: ${redisUrl}`,
    'Tokens, devices and the password of PostgreSQL: .local/stack.json',
    ...scan,
    ...samples.map(({ name, qr, decision }) => `  ${decision.padEnd(5)}  ${name}\n         ${qr}`),
    '',
    'Ctrl-C stops everything and keeps the data; `npm run reset` empties it.',
    '',
  ].join('\n');
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
