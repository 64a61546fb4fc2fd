import type { EntryPolicyV1, EntryRule } from './events/administration.v1';
import { withVectors } from './default-rule-vectors';
import { venueKinds } from './vocabulary/venues';

type Logic = EntryRule['logic'];

/**
 * CertLogic has no `or`, and takes an absent fact for an error in a comparison: each is asked for before it is compared. `and` stops
 * at the first that does not hold, so what rules out most people stands first.
 */
const not = (one: Logic): Logic => ({ '!': [one] });
const all = (...ones: Logic[]): Logic => ({ and: ones });
const any = (...ones: Logic[]): Logic => not(all(...ones.map(not)));
const has = (fact: string): Logic => not(not({ var: fact }));
const compared = (operator: '<=' | '>=', fact: string, unit: string, limit: number): Logic => ({
  if: [{ var: fact }, { [operator]: [{ var: `${fact}.${unit}` }, limit] }, false],
});

const atGatherings = ['hospital', 'event'] as const;
const elsewhere = venueKinds.filter((kind) => !atGatherings.some((gathering) => gathering === kind));

const hasDose = not({ '===': [{ var: 'doses' }, 0] });
const courseForTwoWeeks = compared('>=', 'course', 'days', 14);
const firstDoseForTwoWeeks = compared('>=', 'firstDose', 'days', 14);
const testedNegative = compared('<=', 'negativeTest', 'hours', 72);
const isProtected = any(
  all(courseForTwoWeeks, compared('<=', 'protection', 'months', 6)),
  compared('<=', 'recovery', 'months', 6),
);
const withoutAnything = all(not(hasDose), not(has('recovery')));
const courseTooFresh = all(hasDose, not(courseForTwoWeeks), not(isProtected));

const notVaccinated = {
  code: 'NOT_VACCINATED',
  message: {
    vi: 'Chưa có mũi tiêm nào được ghi nhận. Không cho vào; hướng dẫn đến điểm tiêm hoặc xét nghiệm.',
    en: 'No vaccination on record. Do not let in; refer to a vaccination or test site.',
  },
};
const notFullyVaccinated = {
  code: 'NOT_FULLY_VACCINATED',
  message: {
    vi: 'Chưa tiêm đủ liều hoặc chưa đủ 14 ngày. Không cho vào; hướng dẫn xét nghiệm.',
    en: 'Not fully vaccinated for 14 days. Do not let in; refer to a test site.',
  },
};
const showTheTest = {
  vi: 'Xem kết quả xét nghiệm âm tính trong 72 giờ trước khi cho vào.',
  en: 'See the negative test of the last 72 hours before letting in.',
};
const showACertificate = {
  vi: 'Chưa tiêm đủ liều hoặc chưa đủ 14 ngày. Xem giấy tiêm hoặc kết quả xét nghiệm âm tính.',
  en: 'Not fully vaccinated for 14 days. See the vaccination certificate or a negative test.',
};

/** Rules of one code never fail together: their conditions exclude each other. */
const rules: EntryRule[] = [
  {
    code: 'INFECTED',
    decision: 'deny',
    venueKinds: null,
    message: { vi: 'Mời đến bàn y tế.', en: 'Please see the health desk.' },
    logic: not({ var: 'infected' }),
  },
  { ...notVaccinated, decision: 'deny', venueKinds: [...atGatherings], logic: not(withoutAnything) },
  { ...notVaccinated, decision: 'deny', venueKinds: elsewhere, logic: not(all(withoutAnything, not(testedNegative))) },
  {
    ...notVaccinated,
    decision: 'check',
    venueKinds: elsewhere,
    message: showTheTest,
    logic: not(all(withoutAnything, testedNegative)),
  },
  {
    code: 'VACCINATION_EXPIRED',
    decision: 'check',
    venueKinds: null,
    message: {
      vi: 'Đã quá 6 tháng kể từ mũi tiêm gần nhất. Xem giấy tiêm mới hoặc kết quả xét nghiệm âm tính.',
      en: 'The latest vaccination is more than 6 months ago. See a newer certificate or a negative test.',
    },
    logic: not(all(courseForTwoWeeks, not(isProtected))),
  },
  {
    code: 'RECOVERY_EXPIRED',
    decision: 'check',
    venueKinds: null,
    message: {
      vi: 'Giấy xác nhận đã quá 6 tháng. Xem giấy tiêm hoặc kết quả xét nghiệm âm tính.',
      en: 'The certificate is more than 6 months old. See a vaccination certificate or a negative test.',
    },
    logic: not(all(has('recovery'), not(isProtected))),
  },
  {
    code: 'TEST_REQUIRED',
    decision: 'check',
    venueKinds: [...atGatherings],
    message: {
      vi: 'Cần kết quả xét nghiệm âm tính trong 72 giờ. Xem giấy kết quả.',
      en: 'A negative test of the last 72 hours is needed. See the result.',
    },
    logic: testedNegative,
  },
  {
    ...notFullyVaccinated,
    decision: 'check',
    venueKinds: [...atGatherings],
    message: showACertificate,
    logic: not(all(courseTooFresh, firstDoseForTwoWeeks)),
  },
  {
    ...notFullyVaccinated,
    decision: 'check',
    venueKinds: elsewhere,
    message: showACertificate,
    logic: not(all(courseTooFresh, any(firstDoseForTwoWeeks, testedNegative))),
  },
  {
    ...notFullyVaccinated,
    decision: 'deny',
    venueKinds: [...atGatherings],
    logic: not(all(courseTooFresh, not(firstDoseForTwoWeeks), not(has('recovery')))),
  },
  {
    ...notFullyVaccinated,
    decision: 'deny',
    venueKinds: elsewhere,
    logic: not(all(courseTooFresh, not(firstDoseForTwoWeeks), not(has('recovery')), not(testedNegative))),
  },
];

/**
 * The rules in force at the time, by kind of venue: dispatch 10696/BYT-MT of 16 December 2021 with the yellow line of PC-Covid as
 * `check`, and at hospitals and events Hanoi's rule of 11 November 2021 for public events. Explained in docs/entry-rules.md.
 */
export const defaultEntryPolicy: EntryPolicyV1 = {
  policyVersion: '2022-01-28.1',
  validFrom: '2021-12-16T00:00:00+07:00',
  validTo: null,
  rules: withVectors(rules),
  factsMaxAge: { usual: 900, byVenueKind: { hospital: 300 } },
  signatureRequired: [],
  version: 3,
};
