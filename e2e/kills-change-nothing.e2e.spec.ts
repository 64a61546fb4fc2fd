import { chaos } from '@entry/chaos/chaos';
import { victims } from '@entry/chaos/plan/kill-plan';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { join } from 'node:path';

const patience = 600_000;

describe('kills change nothing', () => {
  it(
    'with each service and each server killed once during batches and scans',
    async () => {
      const said: string[] = [];
      const directory = join(process.env.TEST_RUN_DIRECTORY ?? '', 'chaos');
      const { clean, killed, checks } = await chaos({
        seed: 1,
        kills: victims.length,
        citizens: 300,
        scanners: 2,
        directory,
        provider: serverProvider(process.env),
        say: (line) => said.push(line),
        signal: new AbortController().signal,
      });

      expect(checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(new Set(killed.kills.map(({ victim }) => victim))).toEqual(new Set(victims));
      expect(killed.scans.length).toBeGreaterThan(0);
      expect(new Set(clean.stages.at(-1)?.map((verdict) => verdict.split(' ')[0])).size).toBe(3);
    },
    patience,
  );
});
