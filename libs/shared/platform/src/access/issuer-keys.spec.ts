import { Logger } from '@nestjs/common';
import { errors, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTVerifyOptions } from 'jose';
import { IssuerKeys, KeysUnavailable } from './issuer-keys';

interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

const aKey = async (kid?: string): Promise<SigningKey> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return { privateKey, publicJwk: { ...(await exportJWK(publicKey)), ...(kid && { kid }) } };
};
const tokenOf = ({ privateKey, publicJwk: { kid } }: SigningKey) =>
  new SignJWT({}).setProtectedHeader({ alg: 'ES256', ...(kid && { kid }) }).sign(privateKey);

describe('IssuerKeys', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  /** An issuer whose key set, absence and clock the test moves. */
  const anIssuer = (...published: SigningKey[]) => {
    const issuer = { published, isAway: false, asked: 0, now: 0 };
    const load = () => {
      issuer.asked += 1;
      if (issuer.isAway) return Promise.reject(new Error('away'));
      return Promise.resolve({ keys: issuer.published.map(({ publicJwk }) => publicJwk) });
    };
    const keys = new IssuerKeys(load, () => issuer.now);
    return {
      issuer,
      verify: async (by: SigningKey, options: JWTVerifyOptions = {}) => keys.verify(await tokenOf(by), options),
    };
  };

  it.each([['with an id'], ['without an id']])('takes tokens of a new key %s at once, however soon', async (what) => {
    const kid = (name: string) => (what === 'with an id' ? name : undefined);
    const [first, second, third] = await Promise.all([aKey(kid('1')), aKey(kid('2')), aKey(kid('3'))]);
    const { issuer, verify } = anIssuer(first);
    await verify(first);

    for (const key of [second, third]) {
      issuer.published = [key];
      await expect(verify(key)).resolves.toMatchObject({ protectedHeader: { alg: 'ES256' } });
    }
  });

  it('takes tokens of the old key as long as it is published beside the new one', async () => {
    const [old, fresh] = await Promise.all([aKey('old'), aKey('fresh')]);
    const { issuer, verify } = anIssuer(old);
    await verify(old);

    issuer.published = [old, fresh];
    issuer.now += 1 * hours;

    await expect(Promise.all([verify(fresh), verify(old)])).resolves.toHaveLength(2);
  });

  it('refuses a withdrawn key once five minutes have passed', async () => {
    const [old, fresh] = await Promise.all([aKey('old'), aKey('fresh')]);
    const { issuer, verify } = anIssuer(old);
    await verify(old);
    issuer.published = [fresh];

    issuer.now += 5 * minutes - 1;
    await expect(verify(old)).resolves.toBeDefined();
    issuer.now += 1;
    await expect(verify(old)).rejects.toThrow(errors.JWKSNoMatchingKey);
  });

  it('asks once for all the tokens of unknown keys that come within a second', async () => {
    const key = await aKey('known');
    const madeUp = await Promise.all(Array.from({ length: 50 }, (_, n) => aKey(`made up ${n}`)));
    const { issuer, verify } = anIssuer(key);
    await verify(key);

    const answers = await Promise.allSettled(madeUp.map((each) => verify(each)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(issuer.asked).toBe(2);
  });

  it('asks for no keys because of a token that is bad by its header', async () => {
    const key = await aKey('known');
    const { issuer, verify } = anIssuer(key);

    await expect(verify(key, { algorithms: ['RS256'] })).rejects.toThrow(errors.JOSEAlgNotAllowed);
    expect(issuer.asked).toBe(0);
  });

  it('lets no more than a thousand tokens wait for a new key, and the known ones pass', async () => {
    const [key, unknown] = await Promise.all([aKey('known'), aKey('unknown')]);
    const { issuer, verify } = anIssuer(key);
    await verify(key);

    const answers = await Promise.allSettled(Array.from({ length: 1_100 }, () => verify(unknown)));

    const unavailable = answers.filter((each) => 'reason' in each && each.reason instanceof KeysUnavailable);
    expect(unavailable).toHaveLength(100);
    await expect(verify(key)).resolves.toBeDefined();
    expect(issuer.asked).toBe(2);
  });

  describe('while the issuer is away', () => {
    it('goes on with the keys that it knows, for a day', async () => {
      const key = await aKey('known');
      const { issuer, verify } = anIssuer(key);
      await verify(key);
      issuer.isAway = true;

      issuer.now += 24 * hours - 1;
      await expect(verify(key)).resolves.toBeDefined();
      issuer.now += 1;
      await expect(verify(key)).rejects.toThrow(KeysUnavailable);
    });

    it('keeps tokens of known keys from asking more than twice a minute', async () => {
      const key = await aKey('known');
      const { issuer, verify } = anIssuer(key);
      await verify(key);
      issuer.isAway = true;

      issuer.now += 1 * hours;
      for (const _ of Array(10)) await verify(key);
      issuer.now += 30 * seconds;
      for (const _ of Array(10)) await verify(key);

      expect(issuer.asked).toBe(3);
    });

    it('calls a token of a key that it does not know neither good nor bad', async () => {
      const [key, unknown] = await Promise.all([aKey('known'), aKey('unknown')]);
      const { issuer, verify } = anIssuer(key);
      await verify(key);

      issuer.isAway = true;
      await expect(verify(unknown)).rejects.toThrow(KeysUnavailable);
      issuer.isAway = false;
      await expect(verify(unknown)).rejects.toThrow(errors.JWKSNoMatchingKey);
    });

    it('takes an answer that is no key set for none', async () => {
      const key = await aKey('known');
      const keys = new IssuerKeys(() => Promise.resolve({ error: 'maintenance' } as never));

      await expect(keys.verify(await tokenOf(key), {})).rejects.toThrow(KeysUnavailable);
    });
  });
});
