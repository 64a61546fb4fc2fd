import { secretKey, serviceEnvironment } from '@entry/platform/config/environment';
import { z } from 'zod';

export const GatewayConfig = serviceEnvironment.extend({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  GATEWAY_ID: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .describe('Unlike that of any other gateway; stays the same over restarts'),
  DATA_DIR: z.string().min(1).describe('Holds the journal; must outlive the process'),
  REDIS_URL: z.url(),
  DEVICE_SCANS_PER_SECOND: z.coerce.number().int().min(1).default(20),
  CHECKPOINT_SCANS_PER_SECOND: z.coerce.number().int().min(1).default(200),
  SUBJECT_KEY: secretKey,
  TAG_KEY: secretKey,
  IDENTITY_URL: z.url(),
  HEALTH_STATUS_URL: z.url(),
  ACCESS_LOG_URL: z.url(),
  ADMINISTRATION_URL: z.url(),
});
export type GatewayConfig = z.output<typeof GatewayConfig>;

/** The configuration as a provider. */
export const CONFIG = Symbol('GatewayConfig');
