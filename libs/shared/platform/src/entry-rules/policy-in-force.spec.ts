import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { policyInForce } from './policy-in-force';

const aPolicy = (policyVersion: string, validFrom: string, validTo: string | null = null): EntryPolicyV1 => ({
  ...defaultEntryPolicy,
  policyVersion,
  validFrom,
  validTo,
});
const at = new Date('2022-03-01T00:00:00+07:00');
const inForce = (...policies: EntryPolicyV1[]) => policyInForce(policies, 'mall', at)?.policyVersion ?? null;

const old = aPolicy('old', '2021-12-16T00:00:00+07:00');

describe('the policy in force', () => {
  it('is the one before where a newer one has no rules for the kind of venue', () => {
    const [rule] = defaultEntryPolicy.rules;
    const next = {
      ...aPolicy('next', '2022-02-01T00:00:00+07:00'),
      rules: [{ ...rule!, venueKinds: ['airport' as const] }],
    };

    expect(inForce(old, next)).toBe('old');
    expect(policyInForce([old, next], 'airport', at)?.policyVersion).toBe('next');
  });

  it('is none when there is none', () => {
    expect(inForce()).toBeNull();
    expect(inForce(aPolicy('coming', '2022-03-01T00:00:00.001+07:00'))).toBeNull();
    expect(inForce(aPolicy('ended', '2022-01-01T00:00:00+07:00', '2022-03-01T00:00:00+07:00'))).toBeNull();
  });

  it('is not hidden by a newer version that is still to come', () => {
    expect(inForce(old, aPolicy('coming', '2022-03-01T00:00:00.001+07:00'))).toBe('old');
  });

  it('gives way to the newer one at its first moment, whatever offset that is written in', () => {
    const next = aPolicy('next', '2022-02-28T17:00:00Z');

    expect(inForce(old, next)).toBe('next');
    expect(inForce(next, old)).toBe('next');
  });

  it('is the earlier one again when a short-lived one has ended', () => {
    expect(inForce(old, aPolicy('Tet', '2022-01-29T00:00:00+07:00', '2022-03-01T00:00:00+07:00'))).toBe('old');
    expect(inForce(old, aPolicy('Tet', '2022-01-29T00:00:00+07:00', '2022-03-01T00:00:01+07:00'))).toBe('Tet');
  });

  it('is the later version of two that began together', () => {
    const [ninth, tenth] = ['2022-01-28.9', '2022-01-28.10'].map((version) =>
      aPolicy(version, '2022-01-28T00:00:00+07:00'),
    );

    expect(inForce(ninth!, tenth!)).toBe('2022-01-28.10');
    expect(inForce(tenth!, ninth!)).toBe('2022-01-28.10');
  });

  it('is none that cannot tell its own time', () => {
    expect(inForce(aPolicy('no beginning', 'soon'), aPolicy('no end', '2021-12-16T00:00:00Z', 'later'))).toBeNull();
  });
});
