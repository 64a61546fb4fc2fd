import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { AccessEvents1795392000000 } from './1795392000000-access-events';
import { SequenceGaps1795393000000 } from './1795393000000-sequence-gaps';
import { RecordedScans1795737600000 } from './1795737600000-recorded-scans';
import { HourlyCounts1796000000007 } from './1796000000007-hourly-counts';
import { SplitByDay1796000000008 } from './1796000000008-split-by-day';
import { AuditAndContacts1796000000009 } from './1796000000009-audit-and-contacts';
import { Completeness1796000000010 } from './1796000000010-completeness';
import { Replays1796000000011 } from './1796000000011-replays';
import { FewerIndexes1796000000012 } from './1796000000012-fewer-indexes';
import { SumsByDay1796000000013 } from './1796000000013-sums-by-day';

export const migrations = [
  AccessEvents1795392000000,
  SequenceGaps1795393000000,
  RecordedScans1795737600000,
  PackOutbox1795900000000,
  HourlyCounts1796000000007,
  SplitByDay1796000000008,
  AuditAndContacts1796000000009,
  Completeness1796000000010,
  Replays1796000000011,
  FewerIndexes1796000000012,
  SumsByDay1796000000013,
];
