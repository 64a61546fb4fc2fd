import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import type { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { venueKinds } from '@entry/contracts/vocabulary/venues';
import { healthFactsAt } from '@entry/platform/entry-rules/domain/health-facts';
import { evaluateRules } from '@entry/platform/entry-rules/evaluate-rules';
import { Decisions } from './decisions';
import type { Decision } from './domain/transitions';

const begins = '2030-06-01T00:00:00.000Z';
const daysBefore = (days: number | null) =>
  days === null ? null : new Date(Date.parse(begins) - days * 86_400_000).toISOString().slice(0, 10);
const boosterAtMalls: EntryRule = {
  ...defaultEntryPolicy.rules[0]!,
  code: 'BOOSTER_REQUIRED',
  decision: 'deny',
  venueKinds: ['mall'],
  logic: { '>=': [{ var: 'doses' }, 3] },
};
const candidate: EntryPolicyV1 = {
  ...defaultEntryPolicy,
  policyVersion: '2030-06-01.1',
  validFrom: begins,
  validTo: null,
  rules: [...defaultEntryPolicy.rules, boosterAtMalls],
};
const days = [-1, 0, 13, 14, 15, 179, 184, 400, null];
const statuses: HealthStatusV1[] = days.flatMap((course) =>
  days.flatMap((other) =>
    [0, 1, 2, 3].map((doses) => ({
      subject: '',
      version: 1,
      doses,
      firstDoseOn: daysBefore(course === null ? other : course + 28),
      primaryCourseCompletedOn: daysBefore(course),
      lastDoseOn: daysBefore(course),
      infectedSince: doses === 3 ? daysBefore(other) : null,
      recoveredOn: doses === 2 ? daysBefore(other) : null,
      lastNegativeTestOn: doses === 1 ? daysBefore(other) : null,
    })),
  ),
);

describe('Decisions', () => {
  it('are those of each rule by itself, for whomever they come first', () => {
    const decisions = new Decisions(candidate, [defaultEntryPolicy]);
    const decided = (
      policy: EntryPolicyV1,
      kind: (typeof venueKinds)[number],
      status: HealthStatusV1 | null,
    ): Decision => {
      const reasons = evaluateRules(policy, kind, healthFactsAt(status, new Date(begins)));
      return (
        (['deny', 'check'] as const).find((worst) => reasons.some(({ decision }) => decision === worst)) ?? 'allow'
      );
    };

    for (const status of [null, ...statuses]) {
      const expected = venueKinds.map((kind) => [
        kind,
        [decided(defaultEntryPolicy, kind, status), decided(candidate, kind, status)],
      ]);
      expect(decisions.changesFor(decisions.answersFor(status))).toEqual(Object.fromEntries(expected));
    }
  });

  it('are `check` where no policy would be in force', () => {
    const decisions = new Decisions(candidate, []);
    expect(decisions.changesFor(decisions.answersFor(null)).mall[0]).toBe('check');
  });
});
