import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import type { Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, populationCsv, qrOf, vaccinationCsv } from './support/people';

interface DryRun {
  readonly id: string;
  readonly state: string;
  readonly result: {
    readonly citizens: number;
    readonly ofCitizens: Record<string, number | string>[];
    readonly scans: number;
    readonly ofScans: Readonly<
      Record<'byDistrict' | 'byAgency' | 'byVenueKind' | 'byAgeBand', Record<string, number | string>[]>
    >;
  };
}

const nobody = {
  infected: false,
  doses: 0,
  firstDose: null,
  course: null,
  protection: null,
  recovery: null,
  negativeTest: null,
};
const fully = { ...nobody, doses: 2, firstDose: { days: 60, months: 2 }, course: { days: 30, months: 1 } };
const vaccinated = { ...fully, protection: { days: 30, months: 1 } };
const boosted = { ...vaccinated, doses: 3 };

describe('a policy is tried before it holds', () => {
  /** After every other that a test has published. */
  const version = String(Date.now());
  const people = Array.from({ length: 30 }, () => aPerson());
  const twice = people.slice(0, 20);
  let city: City;
  let device: Device;
  beforeAll(async () => {
    city = await startCity();
    await city.client.apply('population', populationCsv(people));
    const doses = twice.flatMap((person) =>
      [1, 2].map((number) => ({
        person,
        recordId: `P-${person.idNumber.slice(6)}-${number}`,
        number,
        on: daysAgo(63 - 21 * number),
      })),
    );
    await city.client.apply('vaccination', vaccinationCsv(doses));
    device = await city.client.enrolDevice('mall');
  });
  afterAll(() => city?.stop());

  /** Only whoever had a booster comes in: nobody of them has. */
  const boosters = (satisfying: object) => ({
    code: 'BOOSTER_REQUIRED',
    decision: 'deny',
    venueKinds: ['mall'],
    message: { vi: 'Cần mũi nhắc lại.', en: 'A booster is needed.' },
    logic: { '>=': [{ var: 'doses' }, 3] },
    vectors: [
      { facts: satisfying, satisfied: true },
      { facts: nobody, satisfied: false },
    ],
  });
  const policy = (validFrom: Date, satisfying: object = boosted) => {
    const { version: _, ...ofDefault } = defaultEntryPolicy;
    const rules = [...ofDefault.rules, boosters(satisfying)];
    const validTo = new Date(validFrom.getTime() + 15_000).toISOString();
    return { ...ofDefault, policyVersion: version, validFrom: validFrom.toISOString(), validTo, rules };
  };
  let scanned = 0;
  const decisionOf = async (index: number) => {
    scanned += 1;
    return (await city.client.verify(device, qrOf(people[index]!))).body.decision;
  };
  const draft = (validFrom: Date, satisfying?: object) =>
    city.client.as<{ failingVectors: object[] }>(
      'health-department',
      'POST',
      '/v1/entry-policies/drafts',
      policy(validFrom, satisfying),
    );
  const publish = () =>
    city.client.as<{ code?: string }>('committee', 'POST', `/v1/entry-policies/${version}/publish`, {
      urgent: true,
      reason: 'A new variant',
    });

  it('is stopped by a vector that fails', async () => {
    await until(
      'the facts at the gate',
      async () => (await decisionOf(0)) === 'allow' && (await decisionOf(29)) === 'deny',
    );
    const inAMinute = new Date(Date.now() + 60_000);

    expect((await draft(inAMinute, vaccinated)).body.failingVectors).toMatchObject([{ code: 'VECTOR_FAILS' }]);
    expect(await publish()).toMatchObject({ status: 422, body: { code: 'VECTORS_FAIL' } });
  });

  it('says before what it would change, for everybody and for the scans there were', async () => {
    await draft(new Date(Date.now() + 60_000));
    const stored = await until('the scans are stored', async () => {
      const events = await city.eventsAt(device.checkpoint);
      return events.length === scanned && events;
    });
    const path = `/v1/entry-policies/${version}/dry-runs`;
    const { status, body } = await city.client.as<DryRun>('committee', 'POST', path, { days: 1 });
    expect(status).toBe(202);

    const done = await until('the end of the dry run', async () => {
      const run = await city.client.as<DryRun>('auditor', 'GET', `/v1/entry-policies/dry-runs/${body.id}`);
      return run.body.state !== 'running' && run.body;
    });

    expect(done.state).toBe('completed');
    const { citizens, ofCitizens, scans, ofScans } = done.result;
    const at = (kind: string, transition: string) =>
      ofCitizens.reduce((sum, row) => (row['venueKind'] === kind ? sum + Number(row[transition]) : sum), 0);
    // Other tests have people and scans of theirs.
    expect(at('mall', 'allowToDeny')).toBeGreaterThanOrEqual(20);
    expect(at('mall', 'denyToAllow')).toBe(0);
    expect([at('airport', 'allowToDeny'), at('airport', 'unchanged')]).toEqual([0, citizens]);
    expect(ofCitizens.some(({ ageBand }) => ageBand !== 'unknown')).toBe(true);
    expect(citizens).toBeGreaterThanOrEqual(30);
    expect(scans).toBeGreaterThanOrEqual(stored.length);
    const ofAgency = ofScans.byAgency.find(({ agency }) => agency === stored[0]?.agency);
    const allowed = stored.filter(({ decision }) => decision === 'allow').length;
    expect(ofAgency).toMatchObject({ allowToDeny: allowed, unchanged: stored.length - allowed });
    const ofMalls = ofScans.byVenueKind.find(({ venueKind }) => venueKind === 'mall');
    expect(ofMalls).toMatchObject({ denyToAllow: 0 });
    expect(ofMalls!['allowToDeny']).toBeGreaterThanOrEqual(1);
    expect(ofScans.byDistrict.map(({ district }) => district)).toContain('ba-dinh');
  });

  it('takes effect at its minute, at the gates that it is for', async () => {
    const office = await city.client.enrolDevice('agency');
    const begins = new Date(Date.now() + 10_000);
    await draft(begins);
    expect((await publish()).status).toBe(200);

    expect(await decisionOf(0)).toBe('allow');
    await until('the policy', async () => (await decisionOf(0)) === 'deny');

    expect(Date.now()).toBeGreaterThanOrEqual(begins.getTime());
    const { body } = await city.client.verify(device, qrOf(people[1]!));
    expect(body.reasons).toMatchObject([{ code: 'BOOSTER_REQUIRED' }]);
    expect((await city.client.verify(office, qrOf(people[1]!))).body.decision).toBe('allow');
    await until('its end', async () => (await decisionOf(0)) === 'allow');
  });
});
