import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** 32 random bytes in base64; never printed, a `KeyObject` shows nothing of itself in a log. */
export const secretKey = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
  .transform((text): KeyObject => createSecretKey(text, 'base64'));

/** What every service reads. */
export const serviceEnvironment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .transform((brokers) => brokers.split(',')),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string().min(1),
  /** Left out or empty: as the issuer's discovery document says. */
  OIDC_JWKS_URL: z.union([z.literal('').transform(() => undefined), z.url()]).optional(),
  OIDC_CLOCK_TOLERANCE_SECONDS: z.coerce.number().int().min(0).max(300).optional(),
});
export type ServiceEnvironment = z.output<typeof serviceEnvironment>;

/** What a service with a database reads besides. */
export const databaseEnvironment = z.object({ DATABASE_URL: z.url() });
