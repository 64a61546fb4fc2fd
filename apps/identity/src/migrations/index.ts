import { AddDryRun1796000000005 } from '@entry/platform/batches/dry-run.migration';
import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { CreateRegister1700000000001 } from './1700000000001-create-register';
import { FindRecordsByPersonAndPlace1700000000002 } from './1700000000002-find-records-by-person-and-place';
import { Cases1796000000003 } from './1796000000003-cases';
import { KeepRefusedRowsOfTheRegister1796000000004 } from './1796000000004-keep-refused-rows-of-the-register';
import { ListAuthenticatedRecords1796000000006 } from './1796000000006-list-authenticated-records';
import { KeepDecadesOfBirth1796000000008 } from './1796000000008-keep-decades-of-birth';
import { KeepRosters1796000000007 } from './1796000000007-keep-rosters';

export const migrations = [
  CreateRegister1700000000001,
  FindRecordsByPersonAndPlace1700000000002,
  PackOutbox1795900000000,
  Cases1796000000003,
  KeepRefusedRowsOfTheRegister1796000000004,
  AddDryRun1796000000005,
  ListAuthenticatedRecords1796000000006,
  KeepRosters1796000000007,
  KeepDecadesOfBirth1796000000008,
];
