import { AccessEvents1795392000000 } from './1795392000000-access-events';
import { RecordedScans1795737600000 } from './1795737600000-recorded-scans';

export const migrations = [AccessEvents1795392000000, RecordedScans1795737600000];
