import { AccessEvents1795392000000 } from './1795392000000-access-events';

export const migrations = [AccessEvents1795392000000];
