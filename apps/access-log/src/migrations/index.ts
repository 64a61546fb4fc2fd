import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { AccessEvents1795392000000 } from './1795392000000-access-events';
import { SequenceGaps1795393000000 } from './1795393000000-sequence-gaps';
import { RecordedScans1795737600000 } from './1795737600000-recorded-scans';

export const migrations = [
  AccessEvents1795392000000,
  SequenceGaps1795393000000,
  RecordedScans1795737600000,
  PackOutbox1795900000000,
];
