import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { CitizenV1, oldestDecade } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { venueKinds } from '@entry/contracts/vocabulary/venues';
import type { Share, WholeTopic, WholeTopics } from '@entry/platform/kafka/whole-topics';
import { localDate } from '@entry/platform/time/local-date';
import { Decisions, type Changes } from './decisions';
import { ageBandOf } from './domain/age-band';
import { KnownPeople } from './domain/known-people';
import { Sums } from './domain/sums';
import type { DryRunResult } from './dry-runs.schemas';

/** What a dry run answers: what the candidate would change, beside what is published. */
export interface Question {
  readonly candidate: EntryPolicyV1;
  readonly published: readonly EntryPolicyV1[];
  /** Scans are counted from then on. */
  readonly since: Date;
}

interface Options extends Question {
  readonly share: Share;
  /** Called with the part that was read, from 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/**
 * One share of a dry run: facts as the topics hold them now, and the scans of some days, decided by the policies without the candidate and with
 * it. The topics are keyed by subject: whoever is in a share is in it whole. Memory holds some tens of bytes a person.
 */
export class DryRun {
  private readonly people = new KnownPeople();
  private readonly decisions: Decisions;
  /** What would change for the people of each group; 0 are those without any record. */
  private readonly groups: Changes[] = [];
  private readonly groupByAnswers = new Map<string, number>();
  private unreadable = 0;

  constructor(
    private readonly topics: WholeTopics,
    private readonly options: Options,
  ) {
    this.decisions = new Decisions(options.candidate, options.published);
    this.groupOf(null);
  }

  async run(): Promise<DryRunResult> {
    const { share, since } = this.options;
    const [citizens, statuses, scans] = await Promise.all([
      this.topics.open(CitizenV1, share),
      this.topics.open(HealthStatusV1, share),
      this.topics.open(AccessEventV1, share, since),
    ]);
    const length = citizens.length + statuses.length + scans.length;
    let passed = 0;
    const read = async <Data>(topic: WholeTopic<Data>, take: (data: Data) => void) => {
      const onPassed = (offsets: number) => this.options.onProgress((passed += offsets) / length);
      this.unreadable += (await topic.read({ take, onPassed })).unreadable;
    };
    await read(citizens, ({ subject, status, birthDecade }) =>
      this.people.putCitizen(subject, status === 'active', birthDecade ?? null),
    );
    await read(statuses, (status) => this.people.putGroup(status.subject, this.groupOf(status)));
    const ofCitizens = this.countCitizens();
    const { scans: counted, ofScans } = await this.countScans((take) => read(scans, take));
    const at = new Date(this.options.candidate.validFrom).toISOString();
    return { at, ...ofCitizens, scans: counted, ofScans, unreadable: this.unreadable };
  }

  private async countScans(read: (take: (scan: AccessEventV1) => void) => Promise<void>) {
    const byDistrict = new Sums(['district']);
    const byAgency = new Sums(['agency']);
    const byVenueKind = new Sums(['venueKind']);
    const byAgeBand = new Sums(['ageBand']);
    let scans = 0;
    await read(({ subject, district, agency, venueKind }) => {
      const person = this.people.find(subject);
      if (!person) return;
      scans += 1;
      const of = { district, agency, venueKind, ageBand: this.ageBandOf(person.decade) };
      const change = this.groups[person.group]![venueKind];
      for (const sums of [byDistrict, byAgency, byVenueKind, byAgeBand]) sums.add(of, change);
    });
    const rows = {
      byDistrict: byDistrict.rows(),
      byAgency: byAgency.rows(),
      byVenueKind: byVenueKind.rows(),
      byAgeBand: byAgeBand.rows(),
    };
    return { scans, ofScans: rows };
  }

  private countCitizens() {
    let citizens = 0;
    const sums = new Sums(['venueKind', 'ageBand']);
    for (const { person, count } of this.people.counts()) {
      citizens += count;
      const ageBand = this.ageBandOf(person.decade);
      for (const venueKind of venueKinds) {
        sums.add({ venueKind, ageBand }, this.groups[person.group]![venueKind], count);
      }
    }
    return { citizens, ofCitizens: sums.rows() };
  }

  private ageBandOf(decade: number | null): string {
    const year = Number(localDate(new Date(this.options.candidate.validFrom)).slice(0, 4));
    return ageBandOf(decade, { year, oldest: oldestDecade });
  }

  private groupOf(status: HealthStatusV1 | null): number {
    const answers = this.decisions.answersFor(status);
    const known = this.groupByAnswers.get(answers);
    if (known !== undefined) return known;
    const group = this.groups.push(this.decisions.changesFor(answers)) - 1;
    this.groupByAnswers.set(answers, group);
    return group;
  }
}
