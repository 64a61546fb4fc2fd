import type { Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { startCity, type City } from './support/city';
import { aPerson, populationCsv, qrOf } from './support/people';

interface LiveScan {
  readonly eventId: string;
  readonly deviceId: string;
  readonly decision: string;
  readonly reasons: string[];
}

describe('a control room', () => {
  let city: City;
  let here: Device;
  let elsewhere: Device;
  const person = aPerson();
  beforeAll(async () => {
    city = await startCity();
    [here, elsewhere] = [await city.client.enrolDevice(), await city.client.enrolDevice()];
    await city.client.apply('population', populationCsv([person]));
  }, 180_000);
  afterAll(() => city?.stop());

  /** What comes to somebody who looks on, until they look away. */
  async function lookOn(token: string, query: string) {
    const away = new AbortController();
    const answer = await fetch(`${city.stack.gatewayUrl}/v1/access-events/live?${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: away.signal,
    });
    const seen: LiveScan[] = [];
    const read = async () => {
      let text = '';
      for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
        text += part;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = event.split('\n').find((line) => line.startsWith('data: '));
          if (event.includes('event: scan') && data) seen.push(JSON.parse(data.slice(6)) as LiveScan);
        }
      }
    };
    const ended = read().catch(() => undefined);
    return { status: answer.status, type: answer.headers.get('content-type'), seen, away: () => (away.abort(), ended) };
  }

  it('sees the scans of its place as they come, and what it saw is on record', async () => {
    const { status, type, seen, away } = await lookOn(city.tokenOf('auditor'), `checkpoint=${here.checkpoint}`);
    expect([status, type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await city.client.verify(elsewhere, qrOf(person));
    await city.client.verify(here, qrOf(person));
    const [scan] = await until('the scan is seen', () => Promise.resolve(seen.length > 0 && seen));

    expect(scan).toMatchObject({ deviceId: here.id, decision: 'deny', reasons: ['NOT_VACCINATED'] });
    expect(Object.keys(scan!)).not.toContain('subject');
    const stored = await until('the scan is stored', async () => (await city.eventsAt(here.checkpoint))[0]);
    expect(stored).toMatchObject({ eventId: scan!.eventId });
    await away();
    const entries = await until('it is on record', async () => {
      const path = '/v1/audit-entries?action=access-events-follow-ended';
      const { body } = await city.client.as<{ items: { asked: object; rows: number }[] }>('auditor', 'GET', path);
      const own = body.items.filter(({ asked }) => JSON.stringify(asked).includes(here.checkpoint));
      return own.length > 0 && own;
    });
    expect(entries).toEqual([expect.objectContaining({ rows: seen.length })]);
  });

  it('finds on record what was asked of the other services as well', async () => {
    const revoked = `/v1/devices/${elsewhere.id}/revoke`;
    expect((await city.client.as('operator', 'POST', revoked)).status).toBe(200);
    expect((await city.client.as('police', 'GET', '/v1/identity-cases?district=ba-dinh')).status).toBe(200);
    const onRecord = (action: string, asked: object) =>
      until(`${action} on record`, async () => {
        const path = `/v1/audit-entries?${new URLSearchParams({ action, limit: '500' }).toString()}`;
        const { body } = await city.client.as<{ items: { asked: object }[] }>('auditor', 'GET', path);
        return body.items.find((entry) => JSON.stringify(entry.asked) === JSON.stringify(asked));
      });

    const change = await onRecord('POST /v1/devices/:id/revoke', { id: elsewhere.id });
    expect(change).toMatchObject({ roles: ['operator'], rows: null });
    const look = await onRecord('GET /v1/identity-cases', { district: 'ba-dinh' });
    expect(look).toMatchObject({ roles: ['police'], rows: expect.any(Number) as number });
  });

  it('is refused what is not its own', async () => {
    expect((await lookOn(city.tokenOf('police'), '')).status).toBe(403);
    expect((await lookOn(city.tokenOf('auditor'), 'checkpoint=mine')).status).toBe(400);
  });
});
