import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { partitionsOf } from '@entry/contracts/topics';

describe('a share of a dry run', () => {
  it('has whoever is in it whole: the topics are keyed by subject, and have as many partitions', () => {
    const events = [CitizenV1, HealthStatusV1, AccessEventV1];

    expect(new Set(events.map(({ keyedBy }) => keyedBy))).toEqual(new Set(['subject']));
    expect(new Set(events.map(({ topic }) => partitionsOf(topic).length)).size).toBe(1);
  });
});
