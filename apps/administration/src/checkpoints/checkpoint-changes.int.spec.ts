import { CheckpointV1 } from '@entry/contracts/events/administration.v1';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startService, type RunningService } from '@entry/testing/running-service';
import { startTopicReader, type TopicReader } from '@entry/testing/topic-reader';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import type { ChangeList } from '../changes/changes.schemas';
import type { CheckpointResponse } from './checkpoints.schemas';

jest.setTimeout(60_000);

const ticked = { power: true, network: true, staffTrained: true, noticePutUp: true };

describe('a checkpoint that changes', () => {
  let service: RunningService;
  let city: City;
  let topic: TopicReader;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
    topic = await startTopicReader(service.app.get(KafkaConnection), CheckpointV1.topic);
  });
  afterAll(async () => {
    await topic.stop();
    await service.stop();
  });

  const send = async <Body = CheckpointResponse>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    { seen, body }: { seen?: number; body?: object } = {},
  ) => {
    const token = await service.issuer.sign({ roles: ['operator'] });
    const headers = seen === undefined ? {} : { 'if-match': `"${seen}"` };
    return service.call<Body>(method, `/v1/checkpoints/${path}`, { token, headers, ...(body && { body }) });
  };
  const device = async (checkpoint: string) =>
    service.call('POST', '/v1/devices', {
      token: await service.issuer.sign({ roles: ['operator'] }),
      body: { checkpoint },
    });

  it('tells the gates, and keeps what it was', async () => {
    const id = await city.bareCheckpoint();
    const body = { venueKind: 'mall', entrances: ['Cửa A'], reason: 'A market moved in' };

    const { status, headers, body: after } = await send('PATCH', id, { seen: 1, body });

    expect(status).toBe(200);
    expect(headers['etag']).toBe('"2"');
    expect(after).toMatchObject({ venueKind: 'mall', entrances: ['Cửa A'], name: 'Cổng chính', version: 2 });
    const [, message] = await topic.messagesOf(id, 2);
    expect(JSON.parse(message!.value)).toMatchObject({ checkpoint: id, venueKind: 'mall', version: 2 });
    const history = await send<ChangeList>('GET', `${id}/changes`);
    expect(history.body.items).toMatchObject([
      { step: 'added' },
      { step: 'changed', reason: 'A market moved in', detail: { before: { venueKind: 'agency', entrances: [] } } },
    ]);
  });

  it('is changed by nobody who saw an earlier version', async () => {
    const id = await city.bareCheckpoint();
    await send('PATCH', id, { seen: 1, body: { name: 'Cổng phụ', reason: 'Sign' } });

    const late = await send('PATCH', id, { seen: 1, body: { name: 'Cổng sau', reason: 'Sign' } });

    expect(late).toMatchObject({ status: 412, body: { code: 'CHANGED_MEANWHILE' } });
    expect((await send('GET', id)).body.name).toBe('Cổng phụ');
  });

  it('takes a device only when its checklist is ticked', async () => {
    const id = await city.checkpoint();
    const { version } = (await send('GET', id)).body;
    await send('PUT', `${id}/readiness`, { seen: version, body: { ...ticked, power: false } });

    expect(await device(id)).toMatchObject({ status: 409, body: { code: 'CHECKPOINT_NOT_READY', missing: ['power'] } });
    await send('PUT', `${id}/readiness`, { seen: version + 1, body: ticked });
    expect(await device(id)).toMatchObject({ status: 201 });
  });

  it('takes as many devices as are approved, however many come at once', async () => {
    const id = await city.checkpoint();

    const answers = await Promise.all(Array.from({ length: 13 }, () => device(id)));

    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.body).toMatchObject({ code: 'QUOTA_EXCEEDED', approved: 10, used: 10 });
  });

  it('closes when its devices are gone, and takes none from then on', async () => {
    const id = await city.checkpoint();
    const { version } = (await send('GET', id)).body;
    const { id: deviceId } = await city.enrolledDevice(id);
    const close = () => send('POST', `${id}/close`, { seen: version, body: { reason: 'Building site' } });

    expect(await close()).toMatchObject({ status: 409, body: { code: 'CHECKPOINT_HAS_DEVICES', devices: 1 } });
    const token = await service.issuer.sign({ roles: ['operator'] });
    await service.call('POST', `/v1/devices/${deviceId}/revoke`, { token });
    expect(await close()).toMatchObject({ status: 200, body: { closedAt: expect.any(String) as string } });
    expect(await device(id)).toMatchObject({ status: 409, body: { code: 'CHECKPOINT_CLOSED' } });
  });
});
