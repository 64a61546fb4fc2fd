import { databaseEnvironment, serviceEnvironment } from '@entry/platform/config/environment';
import type { z } from 'zod';

export const AdministrationConfig = serviceEnvironment.extend(databaseEnvironment.shape);
export type AdministrationConfig = z.output<typeof AdministrationConfig>;
