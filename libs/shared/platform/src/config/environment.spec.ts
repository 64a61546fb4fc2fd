import { serviceEnvironment } from './environment';

const given = {
  PORT: '3000',
  KAFKA_BROKERS: 'kafka:9092',
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_AUDIENCE: 'entry-control',
};
const read = (more: object) => serviceEnvironment.safeParse({ ...given, ...more });

describe('the environment of a service', () => {
  it.each([{}, { OIDC_JWKS_URL: '' }])('leaves it to discovery where the keys are, when given %j', (more) => {
    expect(read(more)).toMatchObject({ success: true });
    expect(read(more).data?.OIDC_JWKS_URL).toBeUndefined();
  });

  it.each([
    ['OIDC_JWKS_URL', 'keys'],
    ['OIDC_CLOCK_TOLERANCE_SECONDS', '301'],
    ['OIDC_CLOCK_TOLERANCE_SECONDS', '-1'],
    ['OIDC_CLOCK_TOLERANCE_SECONDS', 'a minute'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(read({ [name]: value }).error?.issues).toMatchObject([{ path: [name] }]);
  });
});
