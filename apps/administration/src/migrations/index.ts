import { CreateAdministration1700000000001 } from './1700000000001-create-administration';
import { SeedDistricts1700000000002 } from './1700000000002-seed-districts';
import { KeepPreviousTokens1700000000003 } from './1700000000003-keep-previous-tokens';

export const migrations = [
  CreateAdministration1700000000001,
  SeedDistricts1700000000002,
  KeepPreviousTokens1700000000003,
];
