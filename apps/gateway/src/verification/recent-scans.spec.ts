import { until } from '@entry/testing/until';
import { aGatewayConfig } from '../config.fake';
import type { Journal } from '../journal/journal';
import { aJournalDirectory, aRememberedScan, aScan, keep, type JournalDirectory } from '../journal/journal.fake';
import type { RememberedScan } from '../journal/remembered-scan';
import { RecentScans } from './recent-scans';
import type { SharedScans } from './shared-scans';

const minutes = 60_000;
const config = aGatewayConfig();
const noOthers = { find: () => Promise.resolve(null), tell: () => undefined } as Partial<SharedScans> as SharedScans;

describe('RecentScans', () => {
  let directory: JournalDirectory;
  let journal: Journal;
  let recent: RecentScans;
  beforeEach(async () => {
    directory = aJournalDirectory();
    await start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await recent.beforeApplicationShutdown();
    await directory.remove();
  });

  const start = async () => {
    journal = await directory.open();
    recent = new RecentScans(journal, noOthers, config);
    await recent.onApplicationBootstrap();
  };
  const restart = async () => {
    await recent.beforeApplicationShutdown();
    await directory.close();
    await start();
  };
  const record = async (overrides: Partial<RememberedScan> = {}) => {
    const scan = aRememberedScan(overrides);
    const response = keep(journal, aScan({ scanId: scan.scanId }), scan).then(() => scan.response);
    recent.begin(scan.scanId, scan.digest, response);
    await response;
    return scan;
  };
  const find = ({ scanId, digest }: RememberedScan) => recent.find(scanId, digest);

  it.each(['at once', 'after a restart'])('gives a scan that comes again its first answer: %s', async (when) => {
    const scan = await record();
    if (when !== 'at once') await restart();

    expect(await find(scan)).toEqual(scan.response);
    expect(find(aRememberedScan())).toBeNull();
  });

  it.each(['at once', 'after a restart'])('refuses an id that comes with another QR or device: %s', async (when) => {
    const scan = await record();
    if (when !== 'at once') await restart();
    const refusal = expect.objectContaining({ status: 409, code: 'SCAN_ID_REUSED' }) as Error;

    expect(() => find({ ...scan, digest: 'another' })).toThrow(refusal);
  });

  it('gives a scan that is still being answered the same answer', async () => {
    const scan = aRememberedScan();
    const { promise, resolve } = Promise.withResolvers<RememberedScan['response']>();
    recent.begin(scan.scanId, scan.digest, promise);
    const repeat = find(scan);
    resolve(scan.response);

    expect(await repeat).toEqual(scan.response);
  });

  it('forgets a scan that could not be answered, so that it can be tried again', async () => {
    const scan = aRememberedScan();
    recent.begin(scan.scanId, scan.digest, Promise.reject(new Error('no disk')));
    await until('a free id', () => find(scan) === null);
  });

  it('remembers for ten minutes, and one more at most', async () => {
    const scan = await record();
    const now = Date.now;
    const later = (milliseconds: number) => jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);

    later(10 * minutes - 1_000);
    expect(await find(scan)).toEqual(scan.response);
    later(11 * minutes);
    expect(find(scan)).toBeNull();
  });

  it('does not keep on the disk what is older, but keeps the scan itself', async () => {
    await record();
    const now = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 11 * minutes);
    await restart();
    await until('a clean disk', async () => (await journal.readScans()).length === 0);

    expect(await journal.readAfter('', 10)).toHaveLength(1);
  });

  it('knows an id in either case', async () => {
    const scan = await record();

    expect(await find({ ...scan, scanId: scan.scanId.toUpperCase() })).toEqual(scan.response);
  });

  it('tells devices and QR texts apart by a digest that only its own key gives', () => {
    const another = new RecentScans(journal, noOthers, aGatewayConfig());

    expect(recent.digestOf('1', 'a')).toBe(recent.digestOf('1', 'a'));
    expect(recent.digestOf('1', 'a')).not.toBe(recent.digestOf('1', 'b'));
    expect(recent.digestOf('1', 'a')).not.toBe(recent.digestOf('2', 'a'));
    expect(another.digestOf('1', 'a')).not.toBe(recent.digestOf('1', 'a'));
  });
});
