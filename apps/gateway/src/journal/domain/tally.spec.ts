import { keyOf, minuteOf, withScan } from './tally';

const scan = (eventId: string, receivedAt = '2026-11-23T01:00:03.141Z') => ({
  eventId,
  gatewayId: 'gateway-1',
  deviceId: '0193b5a1-0000-7000-8000-000000000001',
  receivedAt,
});
const ids = [
  '0193b5a1-1f7a-7b52-9c1d-6c0f2a9d4e01',
  'f193b5a1-1f7a-7b52-9c1d-6c0f2a9d4e02',
  '0000b5a1-0000-7000-8000-0000000000ff',
] as const;

describe('a tally', () => {
  it('begins with its first scan', () => {
    expect(withScan(null, scan(ids[0]))).toEqual({
      gatewayId: 'gateway-1',
      minute: '2026-11-23T01:00:00.000Z',
      deviceId: '0193b5a1-0000-7000-8000-000000000001',
      part: ids[0],
      scans: 1,
      eventIds: ids[0],
    });
  });

  it('names the scan that another tally of the same lacks', () => {
    const all = ids.reduce((tally: ReturnType<typeof withScan> | null, id) => withScan(tally, scan(id)), null)!;
    const [first, , last] = ids;
    const lacking = withScan(withScan(null, scan(first)), scan(last));

    expect(all).toMatchObject({ part: first, scans: 3 });
    expect(withScan(all, scan(lacking.eventIds)).eventIds).toBe(ids[1]);
    expect(withScan(withScan(null, scan(first)), scan(first)).eventIds).toBe('00000000-0000-0000-0000-000000000000');
  });

  it('is of the minute in which a scan came', () => {
    expect(minuteOf(new Date('2026-11-23T01:59:59.999Z'))).toBe('2026-11-23T01:59:00.000Z');
    const keys = ['2026-11-23T02:00:00.000Z', '2026-11-23T08:59:59.999+07:00'].map((at) => keyOf(scan(ids[0], at)));
    expect([...keys].sort()).toEqual([...keys].reverse());
  });
});
