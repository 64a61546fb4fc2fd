import { randomUUID } from 'node:crypto';
import { readOfflineScan } from './read-offline-scan';

const now = new Date('2026-11-23T01:00:00Z');
const aScan = (overrides: object = {}) => ({
  scanId: randomUUID(),
  qr: '001190000007||Nguyễn Thị Bí Mật|15031990|Nữ|Số 1 Phố Kín, Hà Nội|01052021',
  scannedAt: '2026-11-23T07:59:03.120+07:00',
  decision: 'allow',
  sequence: 7,
  ...overrides,
});

describe('readOfflineScan', () => {
  it('reads a scan and its card', () => {
    const scan = aScan({ direction: 'out' });

    expect(readOfflineScan(scan, 0, now)).toMatchObject({
      outcome: 'read',
      scan,
      card: { idNumber: '001190000007' },
    });
  });

  it.each([
    ['a text', 'scan', ['/scans/3']],
    ['nothing', null, ['/scans/3']],
    ['a list', [], ['/scans/3']],
    ['no id', aScan({ scanId: undefined }), ['/scans/3/scanId']],
    ['no decision and no sequence', aScan({ decision: 0, sequence: null }), ['/scans/3/decision', '/scans/3/sequence']],
    ['a time without offset', aScan({ scannedAt: '2026-11-23T08:00:03' }), ['/scans/3/scannedAt']],
    ['a time that cannot be stored', aScan({ scannedAt: '0000-12-31T23:59:59Z' }), ['/scans/3/scannedAt']],
    ['a qr longer than any', aScan({ qr: 'x'.repeat(8_193) }), ['/scans/3/qr']],
    ['an unknown field', aScan({ admin: true }), ['/scans/3']],
  ])('names each place that is wrong: %s', (_, given, pointers) => {
    const reading = readOfflineScan(given, 3, now);

    expect(reading).toMatchObject({ outcome: 'refused', code: 'REQUEST_INVALID' });
    expect('errors' in reading && reading.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers);
  });

  it('repeats the id of a malformed scan, and none that is too long to be one', () => {
    expect(readOfflineScan({ scanId: 'mine' }, 0, now)).toMatchObject({ scanId: 'mine' });
    expect(readOfflineScan({ scanId: 'x'.repeat(37) }, 0, now)).toMatchObject({ scanId: null });
  });

  it('lets a clock be five minutes ahead, and no more', () => {
    expect(readOfflineScan(aScan({ scannedAt: '2026-11-23T08:05:00+07:00' }), 0, now)).toMatchObject({
      outcome: 'read',
    });
    expect(readOfflineScan(aScan({ scannedAt: '2026-11-23T08:05:00.001+07:00' }), 2, now)).toMatchObject({
      outcome: 'refused',
      code: 'SCANNED_IN_FUTURE',
      errors: [{ pointer: '/scans/2/scannedAt' }],
    });
  });

  it.each([
    ['QR_UNREADABLE', '001190000007'],
    ['QR_NOT_CCCD', 'https://example.org/'],
    ['QR_INVALID_FIELD', aScan().qr.replace('15031990', '31021990')],
  ])('refuses a code that is no card with %s, for the guard to read', (code, qr) => {
    const text = expect.stringMatching(/./) as string;

    expect(readOfflineScan(aScan({ qr }), 0, now)).toMatchObject({ code, message: { vi: text, en: text } });
  });
});
