import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startService, type RunningService } from '@entry/testing/running-service';
import { startTopicReader, type TopicReader } from '@entry/testing/topic-reader';
import { randomUUID } from 'node:crypto';
import { AppModule } from '../app.module';
import { DefaultEntryPolicySeed } from './default-entry-policy.seed';
import type { EntryPolicyPage } from './entry-policies.schemas';

jest.setTimeout(60_000);

describe('GET /v1/entry-policies', () => {
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

  const seed = () => service.app.get(DefaultEntryPolicySeed, { strict: false });
  const list = async () => {
    const token = await service.issuer.sign({ roles: ['agency'] });
    return (await service.call<EntryPolicyPage>('GET', '/v1/entry-policies', { token })).body;
  };

  it('has the default policy from the first start on', async () => {
    const { items, nextCursor } = await list();

    const validFrom = new Date(defaultEntryPolicy.validFrom).toISOString();
    expect(items).toContainEqual({ ...defaultEntryPolicy, validFrom });
    expect(nextCursor).toBeNull();
  });

  it('tells the gates of it', async () => {
    const { policyVersion } = defaultEntryPolicy;

    const messages = await topic.messagesOf(policyVersion, 1);

    expect(JSON.parse(messages.at(-1)!.value)).toEqual(defaultEntryPolicy);
  });

  it('replaces an earlier version of the same policy and no later one', async () => {
    const policyVersion = randomUUID();
    const aVersion = (version: number): EntryPolicyV1 => ({ ...defaultEntryPolicy, policyVersion, version });

    for (const version of [2, 2, 1, 3, 3]) await seed().store(aVersion(version));
    await seed().store(aVersion(4));

    expect((await list()).items.filter((policy) => policy.policyVersion === policyVersion)).toMatchObject([
      { version: 4 },
    ]);
    const announced = await topic.messagesOf(policyVersion, 3);
    expect(announced.map(({ value }) => (JSON.parse(value) as EntryPolicyV1).version)).toEqual([2, 3, 4]);
  });

  it('announces a policy once when several instances start together', async () => {
    const policyVersion = randomUUID();
    const policy: EntryPolicyV1 = { ...defaultEntryPolicy, policyVersion, version: 1 };

    await Promise.all(Array.from({ length: 8 }, () => seed().store(policy)));
    await seed().store({ ...policy, version: 2 });

    const announced = await topic.messagesOf(policyVersion, 2);
    expect(announced.map(({ value }) => (JSON.parse(value) as EntryPolicyV1).version)).toEqual([1, 2]);
  });
});
