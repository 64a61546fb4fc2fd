import { dayOf } from '@entry/citizens/calendar/day';
import { csvLine } from '@entry/citizens/files/csv-line';
import { infectionRow, populationRow } from '@entry/citizens/files/rows';
import { residentAt } from '@entry/citizens/residents';
import type { CityClient, Device } from '@entry/client/city-client';
import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { infectionColumns, populationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { localDate } from '@entry/platform/time/local-date';
import type { BatchKind } from '@entry/client/city-client';
import type { Change } from './change';
import { answerIn } from './measure-change';

/** Somebody who is let in until the change. */
export interface Subject {
  readonly qr: string;
  /** In the city. */
  readonly index: number;
}

const measuredPolicy = 'measured-';

/** No person of the city has so many reports. */
const ordinalOfOurs = 100;

/** The changes that are measured, each as whoever is entitled to it would send it. */
export class ChangeMaker {
  private readonly city;

  constructor(
    private readonly client: CityClient,
    private readonly seed: number,
    private readonly scanner: Device,
  ) {
    this.city = { seed, today: dayOf(localDate(new Date())) };
  }

  /** A positive test is reported. */
  positive({ qr, index }: Subject): Change {
    const person = residentAt(this.city, index);
    const row = infectionRow(this.city, person, { event: 'positive', on: this.city.today }, ordinalOfOurs);
    return {
      kind: 'positive',
      scan: this.scanOf(qr, this.scanner),
      accept: () => this.push('infection', infectionColumns, row),
      isSeenIn: (reply) => answerIn(reply).codes.includes('INFECTED'),
    };
  }

  /** The police cancel a card. */
  cancelled({ qr, index }: Subject): Change {
    const row = populationRow({ ...residentAt(this.city, index), status: 'cancelled' });
    return {
      kind: 'card',
      scan: this.scanOf(qr, this.scanner),
      accept: () => this.push('population', populationColumns, row),
      isSeenIn: (reply) => answerIn(reply).codes.includes('CARD_CANCELLED'),
    };
  }

  /** An operator revokes a device, which goes on scanning somebody who is let in. */
  revoked(device: Device, qr: string): Change {
    return {
      kind: 'device',
      scan: this.scanOf(qr, device),
      accept: async () => {
        const { status } = await this.client.as('operator', 'POST', `/v1/devices/${device.id}/revoke`);
        if (status !== 200) throw new Error(`a device was not revoked: ${status}`);
      },
      isSeenIn: (reply) => 'status' in reply && reply.status === 401,
    };
  }

  /** The committee publishes a policy that begins now, with the rules of the one before; one after the other, or a later one hides it. */
  policy(number: number, qr: string): Change {
    const policyVersion = `${measuredPolicy}${number}`;
    return {
      kind: 'policy',
      scan: this.scanOf(qr, this.scanner),
      accept: async () => {
        const { version: _, ...policy } = defaultEntryPolicy;
        const published = {
          ...policy,
          policyVersion,
          validFrom: new Date().toISOString(),
          urgent: true,
          reason: 'Measured',
        };
        const { status } = await this.client.as('committee', 'POST', '/v1/entry-policies', published);
        if (status !== 201) throw new Error(`an entry policy was not published: ${status}`);
      },
      isSeenIn: (reply) => {
        const { policyVersion: found = '' } = answerIn(reply);
        return found.startsWith(measuredPolicy) && Number(found.slice(measuredPolicy.length)) >= number;
      },
    };
  }

  private scanOf(qr: string, { token }: Device): Change['scan'] {
    return { token, body: JSON.stringify({ qr }) };
  }

  private async push<Column extends string>(
    kind: BatchKind,
    columns: readonly Column[],
    row: Readonly<Record<Column, string>>,
  ): Promise<void> {
    const csv = csvLine(columns) + csvLine(columns.map((column) => row[column]));
    const { status, body } = await this.client.push(kind, csv);
    if (status !== 202) throw new Error(`the ${kind} batch was refused: ${status} ${body.code}`);
  }
}
