import { readSignatureParameters, type SignatureParameters } from './signature-parameters';

const now = new Date('2026-11-23T08:00:00Z');
const secondsFromNow = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const given = (overrides: SignatureParameters = {}): SignatureParameters => ({
  keyid: '0190B1F4-0000-7000-8000-000000000001',
  created: now,
  nonce: 'q83vASNFZ4mrze8B',
  alg: 'ed25519',
  ...overrides,
});

describe('readSignatureParameters', () => {
  it('finds who signed, and the nonce', () => {
    const deviceId = '0190b1f4-0000-7000-8000-000000000001';
    const signed = { deviceId, nonce: 'q83vASNFZ4mrze8B', expiresAt: secondsFromNow(300) };

    expect(readSignatureParameters(given(), now)).toEqual(signed);
    expect(readSignatureParameters(given({ alg: undefined }), now)).toEqual(signed);
  });

  it.each([300, -300])('takes a clock that is off by %i seconds', (seconds) => {
    expect(readSignatureParameters(given({ created: secondsFromNow(seconds) }), now)).toHaveProperty('nonce');
  });

  it.each([301, -301])('takes none that is off by %i seconds', (seconds) => {
    expect(readSignatureParameters(given({ created: secondsFromNow(seconds) }), now)).toBe('SIGNATURE_EXPIRED');
  });

  it.each<[string, SignatureParameters]>([
    ['no key', { keyid: undefined }],
    ['a key that is no device', { keyid: 'test-key-ed25519' }],
    ['no nonce', { nonce: undefined }],
    ['a nonce that is short', { nonce: 'abc' }],
    ['a nonce that is a number', { nonce: 1234567890123456 }],
    ['no time', { created: undefined }],
    ['a time that is none', { created: new Date(Number.NaN) }],
    ['another algorithm', { alg: 'hmac-sha256' }],
  ])('refuses %s', (_, overrides) => {
    expect(readSignatureParameters(given(overrides), now)).toBe('SIGNATURE_INVALID');
  });
});
