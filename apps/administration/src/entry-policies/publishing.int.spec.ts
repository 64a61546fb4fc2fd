import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startService, type RunningService } from '@entry/testing/running-service';
import { startTopicReader, type TopicReader } from '@entry/testing/topic-reader';
import { randomInt } from 'node:crypto';
import { AppModule } from '../app.module';
import type { DraftList, DraftResponse, TryResponse } from './entry-policies.schemas';

jest.setTimeout(60_000);

const nobody = {
  infected: false,
  doses: 0,
  firstDose: null,
  course: null,
  protection: null,
  recovery: null,
  negativeTest: null,
};

describe('publishing entry policies', () => {
  let service: RunningService;
  let topic: TopicReader;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    topic = await startTopicReader(service.app.get(KafkaConnection), EntryPolicyV1.topic);
  });
  afterAll(async () => {
    await topic.stop();
    await service.stop();
  });

  const { version: _, ...ofDefault } = defaultEntryPolicy;
  const [rule] = ofDefault.rules;
  let number = randomInt(1_000_000_000) * 1_000;
  /** The next version, which begins in four days and some hours. */
  const aPolicy = (overrides: object = {}) => {
    number += 1;
    const validFrom = new Date(Date.now() + (96 + (number % 1_000)) * 3_600_000).toISOString();
    return { ...ofDefault, policyVersion: `2026-12-01.${number}`, validFrom, ...overrides };
  };
  const send = async <Body = Record<string, unknown>>(path: string, body: object, roles = ['committee']) => {
    const token = await service.issuer.sign({ roles });
    return service.call<Body>('POST', `/v1/entry-policies${path}`, { token, body });
  };
  const publish = (body: object, roles?: string[]) => send('', body, roles);

  it('tells the gates of it', async () => {
    const policy = aPolicy();

    const { status, body } = await publish(policy);

    expect(status).toBe(201);
    expect(body).toEqual({ ...defaultEntryPolicy, ...policy, version: 1 });
    const [message] = await topic.messagesOf(policy.policyVersion, 1);
    expect(JSON.parse(message!.value)).toEqual(body);
  });

  it('changes nothing of a policy that was published', async () => {
    const policy = aPolicy();
    await publish(policy);

    expect(await publish(policy)).toMatchObject({ status: 409, body: { code: 'ENTRY_POLICY_EXISTS' } });
  });

  it.each([
    ['reads something that is no fact', { logic: { '!': [{ var: 'infectd' }] } }, '/rules/1/logic'],
    ['has nobody who satisfies it', { vectors: [{ facts: nobody, satisfied: false }] }, '/rules/1/vectors'],
    ['has no vectors', { vectors: [] }, '/rules/1/vectors'],
  ])('refuses a rule that %s', async (_what, overrides, pointer) => {
    expect(await publish(aPolicy({ rules: [rule, { ...rule, ...overrides }] }))).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID', errors: [{ pointer }] },
    });
  });

  it('refuses a version whose rule says something else than its vectors', async () => {
    const vectors = [...rule!.vectors!, { facts: { ...nobody, infected: true }, satisfied: true }];

    expect(await publish(aPolicy({ rules: [{ ...rule, vectors }] }))).toMatchObject({
      status: 422,
      body: { code: 'VECTORS_FAIL', errors: [{ pointer: '/rules/0/vectors/2', code: 'VECTOR_FAILS' }] },
    });
  });

  it('needs 48 hours, or a reason why it is urgent', async () => {
    const validFrom = new Date(Date.now() + 60_000).toISOString();

    expect(await publish(aPolicy({ validFrom }))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/validFrom', code: 'NOTICE_TOO_SHORT' }] },
    });
    expect(await publish(aPolicy({ validFrom, urgent: true }))).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/reason' }] },
    });
    const urgent = { validFrom, urgent: true, reason: 'A new variant' };
    const { status, body } = await publish(aPolicy(urgent));
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('urgent');
  });

  it('refuses a version that does not rise, and one of two that hold at once', async () => {
    const year = 365 * 86_400_000;
    const [from, to] = [new Date(Date.now() + year), new Date(Date.now() + 2 * year)].map((date) => date.toISOString());
    const temporary = () => aPolicy({ validFrom: from, validTo: to });

    const answers = await Promise.all([publish(temporary()), publish(temporary())]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const older = await publish({ ...aPolicy(), policyVersion: '2021-01-01.1' });
    expect(older.body['errors']).toMatchObject([{ pointer: '/policyVersion', code: 'VERSION_NOT_RISING' }]);
  });

  it('refuses a policy that ends before it begins', async () => {
    const validity = { validFrom: '2036-02-01T00:00:00+07:00', validTo: '2036-01-01T00:00:00+07:00' };

    expect(await publish(aPolicy(validity))).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/validTo' }] },
    });
  });

  it('is for the committee alone', async () => {
    expect((await publish(aPolicy(), ['health-department'])).status).toBe(403);
  });

  it('begins as a draft of the health department, whose vectors must hold when the committee publishes it', async () => {
    const policy = aPolicy();
    const wrong = { ...rule, vectors: [...rule!.vectors!, { facts: nobody, satisfied: false }] };
    const draft = (rules: object[]) => send<DraftResponse>('/drafts', { ...policy, rules }, ['health-department']);
    const path = `/${policy.policyVersion}/publish`;

    expect((await draft([wrong])).body.failingVectors).toMatchObject([{ pointer: '/rules/0/vectors/2' }]);
    expect(await send(path, {})).toMatchObject({ status: 422, body: { code: 'VECTORS_FAIL' } });
    expect((await draft([rule!])).body.failingVectors).toEqual([]);
    const token = await service.issuer.sign({ roles: ['committee'] });
    const { body: drafts } = await service.call<DraftList>('GET', '/v1/entry-policies/drafts', { token });
    expect(drafts.items.map(({ policy: { policyVersion } }) => policyVersion)).toEqual([policy.policyVersion]);
    expect(await send(path, {}, ['health-department'])).toMatchObject({ status: 403 });
    expect(await send(path, {})).toMatchObject({ status: 200, body: { rules: [rule], version: 1 } });

    expect(await send(path, {})).toMatchObject({ status: 404 });
    expect(await draft([rule!])).toMatchObject({ status: 409, body: { code: 'ENTRY_POLICY_EXISTS' } });
    expect(await topic.messagesOf(policy.policyVersion, 1)).toHaveLength(1);
  });

  it('can be tried before, rule by rule', async () => {
    const path = `/${defaultEntryPolicy.policyVersion}/try`;
    const { body } = await send<TryResponse>(path, { venueKind: 'mall', facts: nobody });

    expect(body.decision).toBe('deny');
    const failed = body.rules.filter(({ satisfied }) => satisfied === false);
    expect(failed).toEqual([{ code: 'NOT_VACCINATED', decision: 'deny', isAsked: true, satisfied: false }]);
    expect(body.rules.some(({ isAsked }) => !isAsked)).toBe(true);
  });

  it('can be tried on records, at an instant', async () => {
    const status = {
      doses: 2,
      firstDoseOn: '2021-08-01',
      primaryCourseCompletedOn: '2021-10-24',
      lastDoseOn: '2021-10-24',
      infectedSince: null,
      recoveredOn: null,
      lastNegativeTestOn: null,
    };
    const at = (instant: string) =>
      send<TryResponse>(`/${defaultEntryPolicy.policyVersion}/try`, { venueKind: 'mall', status, at: instant });

    expect((await at('2021-11-07T12:00:00+07:00')).body.decision).toBe('allow');
    expect((await at('2022-06-01T12:00:00+07:00')).body).toMatchObject({
      decision: 'check',
      facts: { protection: { days: 220 } },
    });
    expect(await send('/none/try', { venueKind: 'mall', facts: nobody })).toMatchObject({ status: 404 });
  });
});
