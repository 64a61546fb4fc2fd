import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { PersonalDataCipher } from './personal-data-cipher';
import { CitizenTags, subjectOf } from './pseudonyms';

const aKey = () => createSecretKey(randomBytes(32));

describe('PersonalDataCipher', () => {
  const cipher = new PersonalDataCipher(aKey());
  const sealed = cipher.seal('Nguyễn Văn An', 'citizen|personal|1');

  it('opens what it sealed, at its place', () => {
    expect(cipher.open(sealed, 'citizen|personal|1')).toBe('Nguyễn Văn An');
  });

  it('refuses a ciphertext that was moved to another row', () => {
    expect(() => cipher.open(sealed, 'citizen|personal|2')).toThrow();
  });

  it('refuses a changed bit at every position', () => {
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = changed[at]! ^ 1;
      expect(() => cipher.open(changed, 'citizen|personal|1')).toThrow();
    }
  });

  it('refuses another key', () => {
    expect(() => new PersonalDataCipher(aKey()).open(sealed, 'citizen|personal|1')).toThrow();
  });

  it('seals the same text to other bytes each time', () => {
    expect(cipher.seal('An', 'p')).not.toEqual(cipher.seal('An', 'p'));
  });
});

describe('pseudonyms', () => {
  it('are the first 128 bits of the HMAC', () => {
    for (let number = 0; number < 200; number++) {
      const key = aKey();
      const digest = createHmac('sha256', key).update(String(number)).digest();
      expect(subjectOf(key, String(number))).toBe(digest.subarray(0, 16).toString('base64url'));
    }
  });

  it('are 22 characters and depend on the key', () => {
    const key = aKey();
    expect(subjectOf(key, '001090000001')).toMatch(/^[\w-]{22}$/);
    expect(subjectOf(key, '001090000001')).toBe(subjectOf(key, '001090000001'));
    expect(subjectOf(aKey(), '001090000001')).not.toBe(subjectOf(key, '001090000001'));
  });

  it('tag equal values of two people differently', () => {
    const tags = new CitizenTags(aKey());
    expect(tags.sex('a', 'male')).not.toBe(tags.sex('b', 'male'));
    expect(tags.name('a', 'NGUYEN VAN AN')).toBe(tags.name('a', 'Nguyễn Văn An'));
    expect(tags.exactName('a', 'NGUYEN VAN AN')).not.toBe(tags.exactName('a', 'Nguyễn Văn An'));
  });
});
