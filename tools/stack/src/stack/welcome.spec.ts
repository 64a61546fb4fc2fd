import { execFileSync } from 'node:child_process';
import { quoted, welcome } from './welcome';

const aStack = {
  gateway: 'http://localhost:3000',
  kafkaBrokers: 'localhost:9092',
  postgresUrl: 'postgres://postgres:hidden@localhost:5432/postgres',
  redisUrl: 'redis://localhost:6379',
  tokens: {} as never,
  devices: [{ id: 'd', token: 'device-token', checkpoint: 'c', venueKind: 'agency' as const }],
  samples: [
    { name: 'infected', qr: 'qr-of-infected', decision: 'deny' as const },
    { name: 'fully vaccinated', qr: 'qr-of-vaccinated', decision: 'allow' as const },
  ],
};

describe('welcome', () => {
  it.each(['Nguyễn Văn A|Hà Nội', `it's "$HOME" \`id\` \\ !`])('quotes %s so that a shell gives it back', (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${quoted(text)}`], { encoding: 'utf8' })).toBe(text);
  });

  it('shows how to scan somebody who may enter, and what each sample gets', () => {
    const text = welcome(aStack, ['Ctrl-C stops everything']);

    expect(text).toContain(`-d '{"qr":"qr-of-vaccinated"}'`);
    expect(text).toContain('deny   infected');
    expect(text).toContain('Ctrl-C stops everything');
    expect(text).not.toContain('hidden');
  });
});
