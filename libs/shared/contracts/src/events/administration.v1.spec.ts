import { DeviceV1 } from './administration.v1';

/** As the first release put it on the topic, where it stays until the device changes. */
const onTheWire = `{
  "deviceId": "a3f1d1f4-6a53-4c0f-9d7e-2f4f8c1b2d22", "checkpoint": "0c7c4f0a-7d3b-4d3e-8a51-5a1b6f0a9e11",
  "status": "active", "tokenHash": "${'ab'.repeat(32)}", "version": 2
}`;

describe('administration.device.v1', () => {
  it('still reads a device of before tokens were kept beside a new one', () => {
    expect(DeviceV1.data.parse(JSON.parse(onTheWire))).toMatchObject({ status: 'active', previousTokens: [] });
  });
});
