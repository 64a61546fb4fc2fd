import { makeCity } from '@entry/citizens/city';
import type { BatchState } from '@entry/client/city-client';
import type { VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { localDate } from '@entry/platform/time/local-date';
import { startCity, type City } from './support/city';
import { consoleConsumer } from './support/console-consumer';

interface Rejections {
  readonly items: { readonly row: number; readonly recordId: string; readonly outcomes: string[] }[];
  readonly nextCursor: string | null;
}

describe('the errors of real records', () => {
  const generated = makeCity({ count: 3_000, seed: 9438, today: localDate(new Date()) });
  const expected = [...generated.vaccinationOutcomes()];
  const mismatched = expected.filter(({ outcome }) => outcome === 'mismatched');
  let city: City;
  let batch: BatchState;
  beforeAll(async () => {
    city = await startCity();
    await city.client.apply('population', [...generated.populationCsv()].join(''));
    batch = await city.client.apply('vaccination', [...generated.vaccinationCsv()].join(''));
  }, 180_000);
  afterAll(() => city?.stop());

  const rejections = async () => {
    const items: Rejections['items'] = [];
    for (let cursor: string | null = '0'; cursor !== null;) {
      const path: string = `/v1/vaccination-batches/${batch.id}/rejections?limit=1000&cursor=${cursor}`;
      const { body } = await city.client.as<Rejections>('health-ministry', 'GET', path);
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return items;
  };

  it('are counted in the batch', () => {
    const matched = expected.length - mismatched.length;

    expect(batch).toMatchObject({ received: expected.length, invalid: 0, matched, mismatched: mismatched.length });
    expect(batch).toMatchObject({ applied: matched, unchanged: 0 });
  });

  it('are told for each row that was not applied', async () => {
    const rows = new Map(expected.map(({ recordId }, index) => [recordId, index + 1]));

    expect((await rejections()).map(({ row, recordId, outcomes }) => ({ row, recordId, outcomes }))).toEqual(
      mismatched.map(({ recordId, reasons }) => ({ row: rows.get(recordId), recordId, outcomes: reasons })),
    );
    expect(new Set(mismatched.flatMap(({ reasons }) => reasons))).toEqual(
      new Set(['ID_MISSING', 'ID_MALFORMED', 'ID_NOT_IN_REGISTER', 'NAME_MISMATCH', 'DOB_MISMATCH', 'SEX_MISMATCH']),
    );
  });

  it('are noted beside a match where they do no harm', async () => {
    const printed = await consoleConsumer(city.stack.servers.kafka, 'identity\\.vaccination-authenticated\\.v1');
    const answers = printed
      .split('\n')
      .filter((line) => line.includes(batch.id))
      .map((line) => JSON.parse(line.slice(line.lastIndexOf('\t'))) as VaccinationAuthenticatedV1);
    const byRow = answers.toSorted((one, other) => one.row - other.row);

    expect(byRow.map(({ recordId, outcome, reasons, notes }) => ({ recordId, outcome, reasons, notes }))).toEqual(
      expected,
    );
  });
});
