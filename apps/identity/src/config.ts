import { databaseEnvironment, secretKey, serviceEnvironment } from '@entry/platform/config/environment';
import { z } from 'zod';

export const IdentityConfig = serviceEnvironment.extend(databaseEnvironment.shape).extend({
  SUBJECT_KEY: secretKey.describe('Makes the pseudonym of a number; the gateways hold the same'),
  TAG_KEY: secretKey.describe('Makes the tags of name, date of birth and sex; the gateways hold the same'),
  PERSONAL_DATA_KEY: secretKey.describe('Seals personal data at rest; no other service has it'),
  HEALTH_STATUS_URL: z.url().describe('Lists the rejections that are given here with the rows as they came'),
});
export type IdentityConfig = z.output<typeof IdentityConfig>;
