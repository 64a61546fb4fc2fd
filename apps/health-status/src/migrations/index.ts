import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { CreateHealthRecords1700000000001 } from './1700000000001-create-health-records';

export const migrations = [CreateHealthRecords1700000000001, PackOutbox1795900000000];
