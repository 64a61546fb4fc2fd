import type { DegradedMode, Fault, Part } from './degraded-mode';

const wellEnough: DegradedMode = {
  known: 'healthy',
  strangers: 'healthy',
  changes: 'arrive',
  stored: 'at once',
  log: null,
};
const isGone = 'its process is gone; it has to be started again';
const isFrozen = 'its health checks get no answer';
const saysSo = 'log of gateway: `scans cannot be kept`; `/health/ready` is 503 and counts';
const waitsInMemory = "scans wait in the gateway's memory, 50,000 at most: killed meanwhile it has lost them";
const timedOut =
  'its commands time out after 35 ms; each scan is a look-up, and `check` where that takes longer than 80 ms';

/** Every part, with every fault. */
export const degradedModes: Readonly<Record<Part, Readonly<Record<Fault, DegradedMode>>>> = {
  Redis: {
    'slow by 50 ms': { ...wellEnough, remark: timedOut },
    'slow by 500 ms': { ...wellEnough, remark: timedOut },
    down: {
      ...wellEnough,
      log: ['gateway', 'freshness of the facts failed'],
      remark: 'each scan is a look-up, as above; what Redis held is filled again from the compacted topics',
    },
    'black-holed': { ...wellEnough, log: ['gateway', 'freshness of the facts failed'], remark: timedOut },
  },
  Kafka: {
    'slow by 50 ms': { ...wellEnough, strangers: 'either', remark: 'a look-up may take longer than its 80 ms' },
    'slow by 500 ms': { ...wellEnough, strangers: 'either', remark: 'changes take some seconds' },
    down: {
      ...wellEnough,
      strangers: 'unavailable',
      changes: 'wait',
      stored: 'afterwards',
      log: ['gateway', 'relay of the journal failed'],
    },
    'black-holed': {
      ...wellEnough,
      strangers: 'unavailable',
      changes: 'wait',
      stored: 'afterwards',
      sees: 'the logs, once requests have timed out after 15 s each',
    },
  },
  PostgreSQL: {
    'slow by 50 ms': { ...wellEnough, strangers: 'either', remark: 'a look-up may take longer than its 80 ms' },
    'slow by 500 ms': { ...wellEnough, strangers: 'either', changes: 'late' },
    down: {
      ...wellEnough,
      strangers: 'unavailable',
      changes: 'refused',
      stored: 'afterwards',
      log: ['access-log', 'could not handle a batch'],
    },
    'black-holed': {
      ...wellEnough,
      strangers: 'unavailable',
      changes: 'refused',
      stored: 'afterwards',
      sees: 'uploads and listings get no answer',
    },
  },
  identity: {
    'slow by 50 ms': { ...wellEnough, strangers: 'either', remark: 'a look-up may take longer than its 80 ms' },
    'slow by 500 ms': { ...wellEnough, strangers: 'either', remark: 'changes take some seconds' },
    down: { ...wellEnough, strangers: 'unavailable', changes: 'wait', sees: isGone },
    'black-holed': { ...wellEnough, strangers: 'unavailable', changes: 'wait', sees: isFrozen },
  },
  'health-status': {
    'slow by 50 ms': wellEnough,
    'slow by 500 ms': { ...wellEnough, changes: 'late' },
    down: { ...wellEnough, changes: 'refused', sees: isGone },
    'black-holed': { ...wellEnough, changes: 'refused', sees: isFrozen },
  },
  'access-log': {
    'slow by 50 ms': wellEnough,
    'slow by 500 ms': wellEnough,
    down: { ...wellEnough, stored: 'afterwards', sees: isGone },
    'black-holed': { ...wellEnough, stored: 'afterwards', sees: isFrozen },
  },
  'journal disk': {
    'slow by 50 ms': wellEnough,
    'slow by 500 ms': { ...wellEnough, known: 'check', sees: saysSo, remark: 'a write that takes longer than 100 ms' },
    down: { ...wellEnough, known: 'check', stored: 'afterwards', sees: saysSo, remark: waitsInMemory },
    'black-holed': { ...wellEnough, known: 'check', stored: 'afterwards', sees: saysSo, remark: waitsInMemory },
  },
};
