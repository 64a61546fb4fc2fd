import { randomBytes, randomUUID } from 'node:crypto';
import { GatewayConfig } from './config';

/** A gateway that knows nobody around it; each test names whom it has. */
export function aGatewayConfig(given: Partial<Record<keyof GatewayConfig, string>> = {}): GatewayConfig {
  const nowhere = 'http://127.0.0.1:9';
  return GatewayConfig.parse({
    LOG_LEVEL: 'fatal',
    GATEWAY_ID: `gateway-${randomUUID()}`,
    DATA_DIR: '/nonexistent',
    KAFKA_BROKERS: '127.0.0.1:9',
    REDIS_URL: 'redis://127.0.0.1:9',
    OIDC_ISSUER: nowhere,
    OIDC_AUDIENCE: 'entry-control',
    OIDC_JWKS_URL: nowhere,
    SUBJECT_KEY: randomBytes(32).toString('base64'),
    TAG_KEY: randomBytes(32).toString('base64'),
    IDENTITY_URL: nowhere,
    HEALTH_STATUS_URL: nowhere,
    ACCESS_LOG_URL: nowhere,
    ADMINISTRATION_URL: nowhere,
    ...given,
  });
}
