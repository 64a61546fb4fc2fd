import { CheckpointV1 } from '@entry/contracts/events/administration.v1';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startService, type RunningService } from '@entry/testing/running-service';
import { startTopicReader, type TopicReader } from '@entry/testing/topic-reader';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import type { CheckpointPage, CheckpointResponse } from './checkpoints.schemas';

jest.setTimeout(60_000);

const unknown = '0190b1f4-0000-7000-8000-000000000001';
const aCheckpoint = (agency: string, overrides: object = {}) => ({
  name: 'Cổng chính',
  agency,
  venueKind: 'hospital',
  address: '78 Giải Phóng, Đống Đa',
  ...overrides,
});

describe('/v1/checkpoints', () => {
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

  const operator = () => service.issuer.sign({ roles: ['operator'] });
  const ofAgency = (agency: string) => service.issuer.sign({ roles: ['agency'], agency });
  const ofDistrict = (district: string) => service.issuer.sign({ roles: ['district'], district });
  const post = async (body: object, token?: string) =>
    service.call<CheckpointResponse>('POST', '/v1/checkpoints', { token: token ?? (await operator()), body });
  const list = async (query: string, token?: string) =>
    service.call<CheckpointPage>('GET', `/v1/checkpoints${query}`, { token: token ?? (await operator()) });

  it('adds a checkpoint, which stands in the district of its agency', async () => {
    const agency = await city.agency('dong-da');

    const { status, body } = await post(aCheckpoint(agency));

    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String) as string,
      district: 'dong-da',
      ...aCheckpoint(agency),
      coordinates: null,
      openingHours: null,
      entrances: [],
      readiness: { power: false, network: false, staffTrained: false, noticePutUp: false },
      isReady: false,
      closedAt: null,
      version: 1,
    });
    const token = await operator();
    expect(await service.call('GET', `/v1/checkpoints/${body.id}`, { token })).toMatchObject({ status: 200, body });
  });

  it('tells the gates of it', async () => {
    const agency = await city.agency('dong-da');
    const { id, name, district, venueKind } = (await post(aCheckpoint(agency))).body;

    const [message] = await topic.messagesOf(id, 1);

    expect(JSON.parse(message!.value)).toEqual({ checkpoint: id, name, agency, district, venueKind, version: 1 });
    expect(message!.headers).toMatchObject({ ce_type: CheckpointV1.type, ce_source: '/administration' });
  });

  it('does not know an agency that is not there', async () => {
    expect(await post(aCheckpoint(unknown))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/agency', code: 'UNKNOWN_REFERENCE' }] },
    });
  });

  it.each([
    ['/venueKind', { venueKind: 'beach' }],
    ['/agency', { agency: 'mine' }],
    ['/address', { address: '' }],
  ])('refuses what does not fit at %s', async (pointer, overrides) => {
    expect(await post(aCheckpoint(unknown, overrides))).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID', errors: [{ pointer }] },
    });
  });

  it('lets an agency add its own, and a district those of its agencies', async () => {
    const [own, other] = await Promise.all([city.agency('tay-ho'), city.agency('long-bien')]);

    for (const token of [await ofAgency(own), await ofDistrict('tay-ho')]) {
      expect(await post(aCheckpoint(own), token)).toMatchObject({ status: 201 });
      expect(await post(aCheckpoint(other), token)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      expect(await post(aCheckpoint(unknown), token)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });

  it.each(['police', 'auditor', 'health-department'])('lets no %s add one', async (role) => {
    const token = await service.issuer.sign({ roles: [role] });

    expect(await post(aCheckpoint(await city.agency()), token)).toMatchObject({ status: 403 });
  });

  it('shows an agency and a district their own only', async () => {
    const [ownAgency, otherAgency] = await Promise.all([city.agency('me-linh'), city.agency('son-tay')]);
    const [own, other] = await Promise.all([city.checkpoint(ownAgency), city.checkpoint(otherAgency)]);

    for (const token of [await ofAgency(ownAgency), await ofDistrict('me-linh')]) {
      expect((await list('', token)).body).toMatchObject({ items: [{ id: own }], nextCursor: null });
      expect((await list(`?agency=${otherAgency}`, token)).body.items).toEqual([]);
      expect(await service.call('GET', `/v1/checkpoints/${own}`, { token })).toMatchObject({ status: 200 });
      expect(await service.call('GET', `/v1/checkpoints/${other}`, { token })).toMatchObject({ status: 404 });
    }
  });

  it('lists by agency and by district, in pages', async () => {
    const agency = await city.agency('ba-vi');
    const added = [await city.checkpoint(agency), await city.checkpoint(agency)];
    const elsewhere = await city.checkpoint(await city.agency('ba-vi'));

    expect((await list(`?agency=${agency}`)).body.items.map(({ id }) => id)).toEqual(added);
    const first = await list('?district=ba-vi&limit=2');
    const second = await list(`?district=ba-vi&limit=2&cursor=${first.body.nextCursor}`);
    expect(first.body.items.map(({ id }) => id)).toEqual(added);
    expect(second.body).toMatchObject({ items: [{ id: elsewhere }], nextCursor: null });
  });
});
