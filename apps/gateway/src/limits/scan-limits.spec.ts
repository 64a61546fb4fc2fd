import type { DeviceReports } from '../self/device-reports';
import { aGatewayConfig } from '../config.fake';
import type { StationedDevice } from '../devices/device-directory';
import { ScanLimits } from './scan-limits';

const at = (id: string, checkpoint = 'gate'): StationedDevice => ({
  id,
  checkpoint: { checkpoint, name: 'Cổng', agency: 'agency', district: 'ba-dinh', venueKind: 'mall', version: 1 },
});

describe('ScanLimits', () => {
  const limits = (device: number, checkpoint: number) => {
    const told: object[] = [];
    const config = aGatewayConfig({
      DEVICE_SCANS_PER_SECOND: String(device),
      CHECKPOINT_SCANS_PER_SECOND: String(checkpoint),
    });
    const reports = { add: (report: object) => void told.push(report) } as unknown as DeviceReports;
    return { limits: new ScanLimits(config, reports), told };
  };
  const refused = { status: 429, code: 'TOO_MANY_SCANS', extras: { headers: { 'retry-after': '1' } } };

  it('lets a device scan as often as is set, and others go on', async () => {
    const { limits: few } = limits(2, 100);
    await few.take(at('one'));
    await few.take(at('one'));

    await expect(few.take(at('one'))).rejects.toMatchObject(refused);
    await few.take(at('other'));
  });

  it('lets the devices of a checkpoint scan as often as is set together', async () => {
    const { limits: few } = limits(100, 2);
    await few.take(at('one'));
    await few.take(at('two'));

    await expect(few.take(at('three'))).rejects.toMatchObject(refused);
    await few.take(at('four', 'another gate'));
  });

  it('slows down whoever looks for numbers, and tells of it once', async () => {
    const { limits: many, told } = limits(10_000, 10_000);
    for (let number = 0; number < 700; number += 1) many.note('one', `subject-${number}`);
    await many.take(at('one'));

    await expect(many.take(at('one'))).rejects.toMatchObject({ status: 429 });
    await many.take(at('other'));
    await many.take(at('other'));
    expect(told).toEqual([{ kind: 'enumeration', deviceId: 'one', unknownNumbers: 600 }]);
  });
});
