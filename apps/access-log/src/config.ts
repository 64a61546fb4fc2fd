import { databaseEnvironment, secretKey, serviceEnvironment } from '@entry/platform/config/environment';
import { z } from 'zod';

export const AccessLogConfig = serviceEnvironment.extend(databaseEnvironment.shape).extend({
  VISITOR_KEY: secretKey.describe(
    "What analysts' pseudonyms are made with; whoever has it can follow a subject over days",
  ),
  IDENTITY_URL: z.url().describe('Makes the pseudonym of a number for who looks contacts up'),
  CONSUMER_GROUP: z.string().min(1).default('access-log').describe('Another one for a second log beside the first'),
  ACCESS_LOG_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(30)
    .describe('For how many whole days scans are kept'),
  SEQUENCE_GAP_GRACE_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60)
    .default(30)
    .describe('How long a number that a device passed over may be on its way before it is shown as missing'),
});
export type AccessLogConfig = z.output<typeof AccessLogConfig>;
