import { startService, type RunningService } from '@entry/testing/running-service';
import { cityOf } from '../../test/city';
import { committee, line, ofAgency, ofDistrict, police, proposalsOf } from '../device-proposals/proposals.fake';
import { AppModule } from '../app.module';
import type { DecideResponse, RoundResponse } from './device-rounds.schemas';

jest.setTimeout(60_000);

describe('proposals that are handed up', () => {
  let service: RunningService;
  let { send, roundNow, close, place, reviewed } = {} as ReturnType<typeof proposalsOf>;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    ({ send, roundNow, close, place, reviewed } = proposalsOf(service, cityOf(service)));
  });
  afterAll(() => service.stop());

  const forward = async (round: RoundResponse, body: object = {}) =>
    send<RoundResponse>(police, 'POST', `/v1/device-rounds/${round.id}/forward`, {
      seen: await roundNow(round),
      body,
    });

  it('are what the police saw: a change in between is told', async () => {
    const { round, district, path, reviewed: seen } = await reviewed();
    await close(round);
    const seenRound = await roundNow(round);
    await send(ofDistrict(district), 'POST', `${path}/return`, { seen, body: { reason: 'A mistake' } });

    const answer = await send(police, 'POST', `/v1/device-rounds/${round.id}/forward`, { seen: seenRound });

    expect(answer).toMatchObject({ status: 412, body: { code: 'CHANGED_MEANWHILE' } });
  });

  it('not before the deadline, and once', async () => {
    const { round } = await reviewed();
    expect(await forward(round)).toMatchObject({ status: 409, body: { code: 'ROUND_OPEN' } });
    await close(round);
    expect(await forward(round)).toMatchObject({ status: 200 });
    expect(await forward(round)).toMatchObject({ status: 409, body: { code: 'ROUND_CLOSED' } });
  });

  it('without those that no district reviewed, if the police say so', async () => {
    const { round } = await reviewed();
    const other = await place('long-bien');
    const draft = await send(ofAgency(other.agency), 'POST', '/v1/device-proposals', {
      body: { round: round.id, lines: [line(other.checkpoint)] },
    });
    const path = `/v1/device-proposals/${draft.body.id}`;
    await send(ofAgency(other.agency), 'POST', `${path}/submit`, { seen: draft.body });
    await close(round);

    expect(await forward(round)).toMatchObject({
      status: 409,
      body: { code: 'PROPOSALS_UNREVIEWED', proposals: [draft.body.id], districts: ['long-bien'] },
    });
    expect(await forward(round, { leaveBehind: true })).toMatchObject({ status: 200 });
    expect((await send(police, 'GET', path)).body.state).toBe('submitted');
  });

  it('are decided by line, by district or all at once, each line once', async () => {
    const { round, reviewed: proposal } = await reviewed();
    await close(round);
    const decide = async (body: object) =>
      send<DecideResponse>(committee, 'POST', `/v1/device-rounds/${round.id}/decisions`, {
        seen: await roundNow(round),
        body,
      });
    const all = { all: true, decision: 'approve' };
    expect(await decide(all)).toMatchObject({ status: 409, body: { code: 'ROUND_NOT_FORWARDED' } });
    await forward(round);

    expect(await decide({ all: true, decision: 'reject' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason', code: 'REASON_REQUIRED' }] },
    });
    const one = { line: proposal.lines[0]!.id, decision: 'approve' };
    expect(await decide({ ...one, quantity: 5 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/quantity' }] },
    });
    expect(await decide({ district: 'long-bien', decision: 'approve' })).toMatchObject({ status: 422 });
    expect(await decide({ district: 'tay-ho', decision: 'approve' })).toMatchObject({ body: { decided: 1 } });
    expect(await decide(one)).toMatchObject({ status: 409, body: { code: 'LINE_DECIDED' } });
    expect((await roundNow(round)).state).toBe('decided');
  });
});
