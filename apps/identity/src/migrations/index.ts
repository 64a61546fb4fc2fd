import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { CreateRegister1700000000001 } from './1700000000001-create-register';
import { FindRecordsByPersonAndPlace1700000000002 } from './1700000000002-find-records-by-person-and-place';

export const migrations = [
  CreateRegister1700000000001,
  FindRecordsByPersonAndPlace1700000000002,
  PackOutbox1795900000000,
];
