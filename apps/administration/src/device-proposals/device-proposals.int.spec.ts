import { startService, type RunningService } from '@entry/testing/running-service';
import { cityOf } from '../../test/city';
import { committee, line, ofAgency, ofDistrict, police, proposalsOf } from './proposals.fake';
import { AppModule } from '../app.module';
import type { ChangeList } from '../changes/changes.schemas';
import type { DecideResponse, RoundResponse } from '../device-rounds/device-rounds.schemas';
import type { ProposalPage } from './device-proposals.schemas';

jest.setTimeout(60_000);

describe('device proposals', () => {
  let service: RunningService;
  let { send, openRound, roundNow, close, place, proposed, submitted } = {} as ReturnType<typeof proposalsOf>;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    ({ send, openRound, roundNow, close, place, proposed, submitted } = proposalsOf(service, cityOf(service)));
  });
  afterAll(() => service.stop());

  it('goes from a draft to what the committee approves, and each step says who, when and why', async () => {
    const { agency, district, checkpoint, round, path, submitted: seen } = await submitted();
    const changes = [{ line: seen.lines[0]!.id, quantity: 3, reason: 'One gate is closed' }];
    const review = await send(ofDistrict(district), 'POST', `${path}/review`, { seen, body: { changes } });
    expect(review.body).toMatchObject({ state: 'reviewed', lines: [{ quantity: 4, reviewedQuantity: 3 }] });

    await close(round);
    const forward = await send<RoundResponse>(police, 'POST', `/v1/device-rounds/${round.id}/forward`, {
      seen: await roundNow(round),
    });
    expect(forward).toMatchObject({ status: 200, body: { state: 'forwarded' } });
    const decision = { line: seen.lines[0]!.id, decision: 'approve', quantity: 2, reason: 'Budget' };
    const decided = await send<DecideResponse>(committee, 'POST', `/v1/device-rounds/${round.id}/decisions`, {
      seen: forward.body,
      body: decision,
    });
    expect(decided).toMatchObject({ status: 200, body: { state: 'decided', decided: 1, undecided: 0 } });

    expect((await send(ofAgency(agency), 'GET', path)).body).toMatchObject({
      state: 'partly-approved',
      lines: [
        { checkpoint, quantity: 4, reviewedQuantity: 3, reviewReason: 'One gate is closed', approvedQuantity: 2 },
      ],
    });
    const history = await send<ChangeList>(ofAgency(agency), 'GET', `${path}/changes`);
    expect(history.body.items.map(({ step, roles, reason }) => [step, roles[0], reason])).toEqual([
      ['drafted', 'agency', null],
      ['submit', 'agency', null],
      ['review', 'district', null],
      ['forward', 'police', null],
      ['decide', 'committee', 'Budget'],
    ]);
    const quota = await send(ofAgency(agency), 'GET', `/v1/checkpoints/${checkpoint}/quota`);
    expect(quota.body).toEqual({ approved: 2, used: 0 });
  });

  it('can be returned, revised and submitted again after the deadline', async () => {
    const { agency, district, checkpoint, round, path, submitted: seen } = await submitted();
    await close(round);
    const back = await send(ofDistrict(district), 'POST', `${path}/return`, { seen, body: { reason: 'Too many' } });
    expect(back.body.state).toBe('returned');

    const lines = [line(checkpoint, 2)];
    const revised = await send(ofAgency(agency), 'PUT', `${path}/lines`, { seen: back.body, body: { lines } });
    const again = await send(ofAgency(agency), 'POST', `${path}/submit`, { seen: revised.body });

    expect(again).toMatchObject({ status: 200, body: { state: 'submitted', lines: [{ quantity: 2 }] } });
    const history = await send<ChangeList>(ofDistrict(district), 'GET', `${path}/changes`);
    const revision = history.body.items.find(({ step }) => step === 'revise');
    expect(revision?.detail).toMatchObject({ before: [{ quantity: 4 }], after: [{ quantity: 2 }] });
  });

  it('is one a round: a second one is named the first', async () => {
    const { agency, checkpoint, round, draft } = await proposed();

    const body = { round: round.id, lines: [line(checkpoint)] };
    expect(await send(ofAgency(agency), 'POST', '/v1/device-proposals', { body })).toMatchObject({
      status: 409,
      body: { code: 'PROPOSAL_EXISTS', proposal: draft.id },
    });
  });

  it('comes too late after the deadline', async () => {
    const { agency, path, draft, round } = await proposed();
    const other = await place();
    await close(round);

    expect(await send(ofAgency(agency), 'POST', `${path}/submit`, { seen: draft })).toMatchObject({
      status: 409,
      body: { code: 'ROUND_CLOSED' },
    });
    const body = { round: round.id, lines: [line(other.checkpoint)] };
    expect(await send(ofAgency(other.agency), 'POST', '/v1/device-proposals', { body })).toMatchObject({
      status: 409,
      body: { code: 'ROUND_CLOSED' },
    });
  });

  it.each([
    ['the same checkpoint twice', (own: string) => [line(own), line(own)], 400, '/lines/1/checkpoint'],
    ['more than a checkpoint can be given', (own: string) => [line(own, 201)], 400, '/lines/0/quantity'],
    ['nothing', () => [], 400, '/lines'],
  ])('refuses %s', async (_, lines, status, pointer) => {
    const { agency, checkpoint } = await place();
    const body = { round: (await openRound()).id, lines: lines(checkpoint) };

    expect(await send(ofAgency(agency), 'POST', '/v1/device-proposals', { body })).toMatchObject({
      status,
      body: { errors: [{ pointer }] },
    });
  });

  it("names each checkpoint that is another agency's", async () => {
    const [own, other] = [await place(), await place()];
    const body = { round: (await openRound()).id, lines: [line(own.checkpoint), line(other.checkpoint)] };

    expect(await send(ofAgency(own.agency), 'POST', '/v1/device-proposals', { body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/lines/1/checkpoint', code: 'UNKNOWN_REFERENCE' }] },
    });
  });

  it('warns of a quantity that people a day do not need', async () => {
    const { agency, checkpoint } = await place();
    const lines = [{ ...line(checkpoint, 50), peopleADay: 40 }];

    const { body } = await send(ofAgency(agency), 'POST', '/v1/device-proposals', {
      body: { round: (await openRound()).id, lines },
    });

    expect(body.lines[0]?.warnings).toEqual(['MORE_THAN_NEEDED']);
  });

  it('is another quantity at its district only with a reason', async () => {
    const { district, path, submitted: seen } = await submitted();
    const changes = [{ line: seen.lines[0]!.id, quantity: 3 }];

    expect(await send(ofDistrict(district), 'POST', `${path}/review`, { seen, body: { changes } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/changes/0/reason', code: 'REASON_REQUIRED' }] },
    });
  });

  it('is changed by one of two who saw the same', async () => {
    const { district, path, submitted: seen } = await submitted();
    const [review, back] = await Promise.all([
      send(ofDistrict(district), 'POST', `${path}/review`, { seen }),
      send(ofDistrict(district), 'POST', `${path}/return`, { seen, body: { reason: 'Too many' } }),
    ]);

    expect([review.status, back.status].sort()).toEqual([200, 412]);
    const now = await send(ofDistrict(district), 'GET', path);
    expect(now.headers['etag']).toBe(`"${seen.version + 1}"`);
  });

  it('is changed by nobody who does not say what they saw', async () => {
    const { agency, path } = await proposed();

    expect(await send(ofAgency(agency), 'POST', `${path}/submit`)).toMatchObject({
      status: 428,
      body: { code: 'IF_MATCH_REQUIRED' },
    });
  });

  it('does not exist for another agency or district', async () => {
    const { path, submitted: seen } = await submitted();
    const other = await place('long-bien');

    for (const claims of [ofAgency(other.agency), ofDistrict('long-bien')]) {
      expect(await send(claims, 'GET', path)).toMatchObject({ status: 404 });
      expect((await send<ProposalPage>(claims, 'GET', '/v1/device-proposals')).body.items).toEqual([]);
    }
    expect(await send(ofDistrict('long-bien'), 'POST', `${path}/review`, { seen })).toMatchObject({ status: 404 });
  });

  it('stays in its history for ever, even for who has the database', async () => {
    const { draft } = await proposed();
    const { dataSource } = service.database;

    await expect(dataSource.query(`DELETE FROM change WHERE subject = $1`, [draft.id])).rejects.toThrow(
      'stays as it is',
    );
    await expect(dataSource.query(`UPDATE change SET actor = 'nobody'`)).rejects.toThrow('stays as it is');
  });
});
