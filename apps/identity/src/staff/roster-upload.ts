import { StaffMemberV1 } from '@entry/contracts/events/staff-member.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { Outbox } from '@entry/platform/outbox/outbox';
import { localDate } from '@entry/platform/time/local-date';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecordAuthenticator } from '../authentication/record-authenticator';
import { readStaffRow, type StaffRow } from './domain/staff-row';
import { StaffRepository, type StaffMember } from './staff.repository';
import type { RosterResponse } from './staff.schemas';

type Fields = Readonly<Record<string, string>>;
type Told = Omit<StaffMemberV1, 'agency' | 'listedAt'>;

interface Read {
  readonly row: number;
  readonly fields: Fields;
  readonly member: StaffRow & { readonly employeeCode: string };
}

const atOnce = 1_000;

/** Takes a whole roster in the place of the one before, or nothing of it. */
@Injectable()
export class RosterUpload {
  constructor(
    private readonly authenticator: RecordAuthenticator,
    private readonly staff: StaffRepository,
    private readonly outbox: Outbox,
  ) {}

  take(agency: string, rows: readonly { row: number; value: Fields }[]): Promise<RosterResponse> {
    const listedAt = new Date();
    const { good, rejected } = readRows(rows, localDate(listedAt));
    return this.outbox.transaction(async ({ manager, announce }) => {
      await this.staff.lock(manager, agency);
      const toMessages = (some: readonly Told[]): EventMessage[] =>
        some.map((told) => {
          const data = { agency, listedAt: listedAt.toISOString(), ...told };
          return toEventMessage(StaffMemberV1, data, { source: '/identity', time: listedAt });
        });
      for (let from = 0; from < good.length; from += atOnce) {
        const part = good.slice(from, from + atOnce);
        const members = await this.match(manager, part);
        await this.staff.put(manager, agency, members, listedAt);
        await announce(toMessages(part.map((read, place) => toldOf(read, members[place]!.subject))));
        members.forEach(({ employeeCode, subject, outcomes }, place) => {
          if (subject === null) rejected.push({ row: part[place]!.row, employeeCode, outcomes: [...outcomes] });
        });
      }
      const gone = await this.staff.dropOthers(manager, agency, listedAt);
      const nobody = { subject: null, vaccinated: false, evidence: null };
      for (let from = 0; from < gone.length; from += atOnce) {
        await announce(
          toMessages(gone.slice(from, from + atOnce).map((employeeCode) => ({ employeeCode, ...nobody }))),
        );
      }
      rejected.sort((one, other) => one.row - other.row);
      const received = rows.length;
      return { received, matched: received - rejected.length, left: gone.length, rejected };
    });
  }

  private async match(manager: EntityManager, reads: readonly Read[]): Promise<StaffMember[]> {
    const nothing = { facility: null, happenedOn: null, revision: null, withdrawn: false, facts: null, invalid: [] };
    const records = reads.map(({ member: { employeeCode, person } }) => ({
      recordId: employeeCode,
      person,
      ...nothing,
    }));
    const results = await this.authenticator.authenticate(manager, records);
    return reads.map(({ fields, member: { employeeCode } }, place) => {
      const { subject, reasons } = results[place]!;
      return { employeeCode, fields, subject, outcomes: reasons };
    });
  }
}

function toldOf({ member: { employeeCode, vaccinated, evidence } }: Read, subject: string | null): Told {
  return { employeeCode, subject, vaccinated: vaccinated === true, evidence };
}

function readRows(rows: readonly { row: number; value: Fields }[], today: string) {
  const rejected: RosterResponse['rejected'] = [];
  const good: Read[] = [];
  const codes = new Set<string>();
  for (const { row, value: fields } of rows) {
    const member = readStaffRow(fields, today);
    const { employeeCode, person, vaccinated } = member;
    const isReadable = person.fullName !== null && person.dateOfBirth !== null && person.sex !== null;
    if (employeeCode === null || vaccinated === null || !isReadable) {
      rejected.push({ row, employeeCode, outcomes: ['ROW_INVALID'] });
    } else if (codes.has(employeeCode)) rejected.push({ row, employeeCode, outcomes: ['CODE_REPEATED'] });
    else good.push({ row, fields, member: { ...member, employeeCode } });
    if (employeeCode !== null) codes.add(employeeCode);
  }
  return { good, rejected };
}
