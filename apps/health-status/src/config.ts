import { databaseEnvironment, secretKey, serviceEnvironment } from '@entry/platform/config/environment';
import type { z } from 'zod';

export const HealthStatusConfig = serviceEnvironment.extend(databaseEnvironment.shape).extend({
  PERSONAL_DATA_KEY: secretKey.describe('Seals the rows of an upload while they are staged'),
});
export type HealthStatusConfig = z.output<typeof HealthStatusConfig>;
