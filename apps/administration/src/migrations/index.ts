import { CreateAdministration1700000000001 } from './1700000000001-create-administration';
import { SeedDistricts1700000000002 } from './1700000000002-seed-districts';

export const migrations = [CreateAdministration1700000000001, SeedDistricts1700000000002];
