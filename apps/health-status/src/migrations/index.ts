import { AddDryRun1796000000005 } from '@entry/platform/batches/dry-run.migration';
import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { CreateHealthRecords1700000000001 } from './1700000000001-create-health-records';
import { ReviseAndWithdrawRecords1796000000002 } from './1796000000002-revise-and-withdraw-records';

export const migrations = [
  CreateHealthRecords1700000000001,
  PackOutbox1795900000000,
  ReviseAndWithdrawRecords1796000000002,
  AddDryRun1796000000005,
];
