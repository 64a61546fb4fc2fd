/** What is told of a device and of an agency's staff: they are at the checkpoint and agency of the other examples. */
export const deviceExamples: Readonly<Record<string, readonly object[]>> = {
  'identity.staff-member.v1': [
    {
      agency: '0193b5a1-0000-7000-8000-000000000003',
      employeeCode: 'NV-017',
      listedAt: '2026-11-23T01:00:03.141Z',
      subject: 'q83vASNFZ4mrze8BI0Vniw',
      vaccinated: true,
      evidence: { vaccinatedOn: '2021-10-24', place: 'Trạm Y tế phường Mẫu', certificate: 'GCN-5521' },
    },
    {
      agency: '0193b5a1-0000-7000-8000-000000000003',
      employeeCode: 'NV-018',
      listedAt: '2026-11-23T01:00:03.141Z',
      subject: null,
      vaccinated: false,
      evidence: null,
    },
  ],
  'gateway.device-report.v1': [
    {
      deviceId: '0193b5a1-0000-7000-8000-000000000001',
      gatewayId: 'gateway-1',
      at: '2026-11-23T01:00:03.141Z',
      kind: 'heartbeat',
      softwareVersion: '2.4.1',
      queueLength: 0,
      clockSkewMilliseconds: -340,
    },
    {
      deviceId: '0193b5a1-0000-7000-8000-000000000001',
      gatewayId: 'gateway-1',
      at: '2026-11-23T01:00:03.141Z',
      kind: 'enumeration',
      unknownNumbers: 600,
    },
  ],
  'administration.device.v1': [
    {
      deviceId: '0193b5a1-0000-7000-8000-000000000001',
      checkpoint: '0193b5a1-0000-7000-8000-000000000002',
      status: 'active',
      tokenHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      previousTokens: [
        {
          hash: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
          goodUntil: '2026-11-23T02:00:00.000Z',
        },
      ],
      publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      previousKeys: [],
      version: 3,
    },
    {
      deviceId: '0193b5a1-0000-7000-8000-000000000004',
      checkpoint: '0193b5a1-0000-7000-8000-000000000002',
      status: 'enrolling',
      tokenHash: null,
      previousTokens: [],
      publicKey: null,
      previousKeys: [],
      version: 1,
    },
  ],
};
