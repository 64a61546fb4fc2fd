import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { TopicSnapshots } from '@entry/platform/kafka/topic-snapshots';
import { PolicyDirectory } from './policy-directory';

const now = new Date('2022-03-01T00:00:00+07:00');
const aPolicy = (policyVersion: string, overrides: Partial<EntryPolicyV1> = {}): EntryPolicyV1 => ({
  ...defaultEntryPolicy,
  policyVersion,
  validFrom: '2021-12-16T00:00:00+07:00',
  validTo: null,
  version: 1,
  ...overrides,
});

function aDirectory({ isLoaded = true } = {}): PolicyDirectory {
  const snapshots: Pick<TopicSnapshots, 'start'> = { start: () => ({ isLoaded: () => isLoaded }) };
  const directory = new PolicyDirectory(snapshots as TopicSnapshots);
  directory.onApplicationBootstrap();
  directory.put(aPolicy('old'));
  directory.put(aPolicy('new', { validFrom: '2022-02-01T00:00:00+07:00' }));
  return directory;
}

describe('PolicyDirectory', () => {
  it('gives the policy in force', () => {
    expect(aDirectory().inForce('mall', now)?.policyVersion).toBe('new');
  });

  it('gives none before it knows them all', () => {
    expect(aDirectory({ isLoaded: false }).inForce('mall', now)).toBeNull();
  });

  it.each(['new', 'unheard of'])(
    'gives none, and not one before, while the policy "%s" cannot be read',
    (policyVersion) => {
      const directory = aDirectory();
      directory.distrust(policyVersion);

      expect(directory.inForce('mall', now)).toBeNull();
    },
  );

  it('trusts a policy again that comes in a newer version, and not in the one that it had', () => {
    const directory = aDirectory();
    directory.distrust('new');
    directory.put(aPolicy('new', { validFrom: '2022-02-01T00:00:00+07:00' }));
    expect(directory.inForce('mall', now)).toBeNull();
    directory.put(aPolicy('new', { validFrom: '2022-02-01T00:00:00+07:00', version: 2 }));

    expect(directory.inForce('mall', now)?.version).toBe(2);
  });
});
