import { AccessEvents1795392000000 } from './1795392000000-access-events';
import { SequenceGaps1795393000000 } from './1795393000000-sequence-gaps';

export const migrations = [AccessEvents1795392000000, SequenceGaps1795393000000];
