import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { CreateAdministration1700000000001 } from './1700000000001-create-administration';
import { SeedDistricts1700000000002 } from './1700000000002-seed-districts';
import { BoundTheAgeOfFacts1700000000004 } from './1700000000004-bound-the-age-of-facts';
import { ProposeDevices1796000000001 } from './1796000000001-propose-devices';
import { KeepDryRuns1796000000006 } from './1796000000006-keep-dry-runs';
import { KeepStaffCases1796000000005 } from './1796000000005-keep-staff-cases';
import { DraftEntryPolicies1796000000004 } from './1796000000004-draft-entry-policies';
import { KnowDevices1796000000003 } from './1796000000003-know-devices';
import { TellMoreOfUnits1796000000002 } from './1796000000002-tell-more-of-units';
import { KeepPreviousTokens1700000000003 } from './1700000000003-keep-previous-tokens';

export const migrations = [
  CreateAdministration1700000000001,
  SeedDistricts1700000000002,
  KeepPreviousTokens1700000000003,
  BoundTheAgeOfFacts1700000000004,
  PackOutbox1795900000000,
  ProposeDevices1796000000001,
  TellMoreOfUnits1796000000002,
  KnowDevices1796000000003,
  DraftEntryPolicies1796000000004,
  KeepStaffCases1796000000005,
  KeepDryRuns1796000000006,
];
