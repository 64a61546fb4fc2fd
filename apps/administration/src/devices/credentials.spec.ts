import { newEnrolmentCode, toEnrolmentQr, typedEnrolmentCode } from './credentials';

describe('an enrolment code', () => {
  it('has four groups of letters and digits that nobody mistakes', () => {
    expect(newEnrolmentCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(Array.from({ length: 100 }, newEnrolmentCode)).size).toBe(100);
  });

  it.each(['7K2M-D9QX-WA3F-0R1E', '7k2md9qxwa3f0r1e', ' 7K2M D9QX WA3F ORIE ', '7k2m-d9qx-wa3f-orle'])(
    'is the same typed as %j',
    (typed) => {
      expect(typedEnrolmentCode(typed)).toBe('7K2M-D9QX-WA3F-0R1E');
    },
  );

  it('is a QR symbol too', async () => {
    expect(await toEnrolmentQr(newEnrolmentCode())).toContain('<svg');
  });
});
