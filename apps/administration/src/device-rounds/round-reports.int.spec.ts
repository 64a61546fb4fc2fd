import { startService, type RunningService } from '@entry/testing/running-service';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import {
  committee,
  line,
  ofAgency,
  ofDistrict,
  police,
  proposalsOf,
  type Claims,
} from '../device-proposals/proposals.fake';
import type { RoundResponse } from './device-rounds.schemas';
import type { InstallationLine, RoundLine, RoundTotals, UnansweredAgency } from './round-reports.schemas';

jest.setTimeout(60_000);

describe('what the police see of a round', () => {
  let service: RunningService;
  let city: City;
  let proposals: ReturnType<typeof proposalsOf>;
  let round: RoundResponse;
  const places: { agency: string; district: string; checkpoint: string }[] = [];
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
    proposals = proposalsOf(service, city);
    round = await proposals.openRound();
    for (const district of ['tay-ho', 'tay-ho', 'long-bien', 'long-bien']) places.push(await proposals.place(district));
    // The first asks for 4, the second for 2, the third for a hundred times as much; the fourth only drafts.
    for (const [index, quantity] of [4, 2, 200, 1].entries()) await propose(index, quantity);
  });
  afterAll(() => service.stop());

  const propose = async (index: number, quantity: number) => {
    const { agency, checkpoint } = places[index]!;
    const body = { round: round.id, lines: [line(checkpoint, quantity)] };
    const draft = (await proposals.send(ofAgency(agency), 'POST', '/v1/device-proposals', { body })).body;
    if (index === 3) return;
    await proposals.send(ofAgency(agency), 'POST', `/v1/device-proposals/${draft.id}/submit`, { seen: draft });
  };
  const report = async <Body>(what: string, claims: Claims = police) =>
    (await proposals.send<Body>(claims, 'GET', `/v1/device-rounds/${round.id}/${what}`)).body;
  const asText = async (what: string, accept: string) => {
    const headers = { authorization: `Bearer ${await service.issuer.sign(police)}`, accept };
    return service.app.inject({ method: 'GET', url: `/v1/device-rounds/${round.id}/${what}`, headers });
  };

  it('adds up by district, venue kind and state; a draft is not proposed', async () => {
    const totals = await report<RoundTotals>('totals');

    expect(totals.total).toEqual({ proposals: 3, proposed: 206, reviewed: 0, approved: 0 });
    expect(totals.byDistrict).toEqual([
      { district: 'long-bien', proposals: 1, proposed: 200, reviewed: 0, approved: 0 },
      { district: 'tay-ho', proposals: 2, proposed: 6, reviewed: 0, approved: 0 },
    ]);
    expect(totals.byVenueKind).toMatchObject([{ venueKind: 'agency', proposed: 206 }]);
    expect(totals.byState).toMatchObject([{ state: 'submitted', proposals: 3 }]);
    expect((await asText('totals', 'text/csv')).body.split('\r\n').slice(0, 3)).toEqual([
      'by,of,proposals,proposed,reviewed,approved',
      'all,,3,206,0,0',
      'district,long-bien,1,200,0,0',
    ]);
    expect((await report<RoundTotals>('totals', ofDistrict('tay-ho'))).total).toMatchObject({ proposed: 6 });
  });

  it('names who has not answered', async () => {
    const silent = await proposals.place('me-linh');

    const { items } = await report<{ items: UnansweredAgency[] }>('unanswered');

    expect(items.map(({ agency, state }) => [agency, state])).toEqual([
      [places[3]!.agency, 'draft'],
      [silent.agency, 'none'],
    ]);
    expect((await asText('unanswered', 'text/csv')).body).toContain(`${silent.agency},Sở Y tế,me-linh,none\r\n`);
  });

  it('marks who asks for far more than others', async () => {
    const { items } = await report<{ items: RoundLine[] }>('lines');

    expect(items.map(({ proposed, peopleADevice, isOutlier }) => [proposed, peopleADevice, isOutlier])).toEqual([
      [200, 10, true],
      [4, 500, false],
      [2, 1_000, false],
    ]);
    const csv = await asText('lines', 'text/csv');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.split('\r\n')).toHaveLength(5);
    const page = await asText('report', 'text/html');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('<tr class="outlier"><td>long-bien</td>');
  });

  it('lists for C06 what is approved where, and how far it is installed', async () => {
    const other = await city.agency('dong-anh');
    const checkpoint = await city.checkpoint(other);
    const { enrolmentCode } = await city.device(checkpoint);
    const approved = await service.database.dataSource.query<{ round_id: string }[]>(
      `SELECT round_id FROM device_proposal WHERE agency_id = $1`,
      [other],
    );
    const path = `/v1/device-rounds/${approved[0]!.round_id}/installation`;
    const installed = async () =>
      (await proposals.send<{ items: InstallationLine[] }>(committee, 'GET', path)).body.items[0];

    expect(await installed()).toMatchObject({
      checkpoint,
      approved: 10,
      enrolled: 0,
      firstEnrolledAt: null,
      isReady: true,
      isOverdue: false,
    });
    await service.call('POST', '/v1/devices/enrol', { body: { enrolmentCode } });
    expect(await installed()).toMatchObject({ enrolled: 1, firstEnrolledAt: expect.any(String) as string });
    expect((await report<{ items: object[] }>('installation')).items).toEqual([]);
  });
});
