import { DoseStandingV1 } from '@entry/contracts/events/dose-standing.v1';
import { VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import type { Change } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { BatchResults, type RowEnd } from '../batch-results/batch-results.repository';
import { endsOf, isFirst, isMatched, toRefusal, toRowEnd, type Matched } from '../records/authenticated-records';
import { PersonStatusRepository } from '../status/person-status.repository';
import { VaccinationRepository, type Dose } from './vaccination.repository';

@Injectable()
export class VaccinationRecords {
  constructor(
    private readonly results: BatchResults,
    private readonly vaccinations: VaccinationRepository,
    private readonly statuses: PersonStatusRepository,
  ) {}

  /** Locks are taken in one order by everybody: results, records, people, batches. */
  async apply(results: readonly VaccinationAuthenticatedV1[], change: Change): Promise<void> {
    const { manager } = change;
    const fresh = await this.results.takeNew(manager, 'vaccination', results.filter(isFirst));
    const matched = [...fresh, ...results.filter((result) => !isFirst(result))].filter(isMatched);
    const refused = fresh.filter((result) => !isMatched(result)).map(toRefusal);
    await this.results.end(manager, [
      ...refused,
      ...(await endsOf(matched, change, (some) => this.store(some, change))),
    ]);
  }

  private async store(matched: readonly Matched<VaccinationAuthenticatedV1>[], change: Change): Promise<RowEnd[]> {
    const { manager } = change;
    const doses = matched.map((result) => ({ result, dose: toDose(result) }));
    const { changing, subjects } = await this.vaccinations.save(
      manager,
      doses.map(({ dose }) => dose),
    );
    const settledEnds: RowEnd[] = [];
    await this.statuses.renew(change, subjects, async (people) => {
      const { ends, conflictsChanged, held } = await this.vaccinations.settle(manager, people);
      settledEnds.push(...ends);
      const origin = { source: '/health-status', time: new Date() };
      await change.announce(
        conflictsChanged.map((dose) => toEventMessage(DoseStandingV1, toDoseStanding(dose), origin)),
      );
      return held;
    });
    return [
      ...doses.filter(({ result }) => isFirst(result)).map(({ result, dose }) => toRowEnd(result, changing.has(dose))),
      ...settledEnds,
    ];
  }
}

function toDoseStanding({
  record_id: recordId,
  subject,
  dose_number,
  standing,
  batch_id,
  arrival,
  row,
}: Dose): DoseStandingV1 {
  return { recordId, subject, doseNumber: dose_number, standing, batchId: batch_id, arrival, row };
}

function toDose(result: Matched<VaccinationAuthenticatedV1>): Dose {
  const { recordId, subject, batchId, arrival, row, facts, revision, attempt, withdrawn } = result;
  return {
    record_id: recordId,
    subject,
    dose_number: facts.doseNumber,
    vaccine: facts.vaccine,
    vaccinated_on: facts.vaccinatedOn,
    batch_id: batchId,
    arrival,
    row,
    claim_arrival: arrival,
    claim_row: row,
    standing: 'holds',
    counted_as: 'unchanged',
    revision,
    attempt,
    withdrawn,
  };
}
