import { chaos } from '@entry/chaos/chaos';
import { victims } from '@entry/chaos/faults/fault-plan';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { ownDirectory } from './support/own-directory';

const patience = 600_000;

describe('kills change nothing', () => {
  it(
    'with each service and each server killed once during batches and scans',
    async () => {
      const said: string[] = [];
      const directory = ownDirectory('chaos');
      const { clean, faulty, checks } = await chaos({
        seed: 1,
        kills: victims.length,
        pauses: 1,
        flushes: 1,
        citizens: 300,
        scanners: 4,
        scansPerSecond: 100,
        directory,
        provider: serverProvider(process.env),
        say: (line) => said.push(line),
        signal: new AbortController().signal,
      });

      expect(checks.filter(({ holds }) => !holds)).toEqual([]);
      const { faults, attempts } = faulty.history;
      const killed = faults.filter(({ kind }) => kind === 'kill').map(({ victim }) => victim);
      expect(new Set(killed)).toEqual(new Set(victims));
      expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['kill', 'pause', 'flush']));
      expect(attempts.length).toBeGreaterThan(0);
      expect(new Set(clean.stages.at(-1)?.map((verdict) => verdict.split(' ')[0])).size).toBe(3);
    },
    patience,
  );
});
