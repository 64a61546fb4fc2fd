import { lookupTopics, ResidenceLookupReply } from '@entry/contracts/lookups';
import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { LookupClient } from '@entry/platform/lookups/lookup-client';
import { Injectable, Logger } from '@nestjs/common';
import type { CampaignQuery } from './campaigns.schemas';
import { suggestSessions } from './domain/sessions';
import type { CaseState, StaffList } from './domain/staff-list';
import { StaffListsService } from './staff-lists.service';
import type { StaffCaseResponse } from './staff.schemas';

type Residence = ResidenceLookupReply['residences'][number];

export type CampaignRow = {
  readonly district: string | null;
  readonly ward: string | null;
  readonly on: string;
  readonly half: 'morning' | 'afternoon';
  readonly id: string;
  readonly subject: string;
  readonly agencies: string[];
  readonly employeeCodes: string[];
};

const workedOn: readonly CaseState[] = ['open', 'sent', 'in-progress'];

/** Sorts after every name. */
const last = '\uffff';

/** Whom a campaign would see in which ward and when. The register is asked where people live; that is kept nowhere. */
@Injectable()
export class CampaignExport {
  private readonly logger = new Logger(CampaignExport.name);

  constructor(
    private readonly staff: StaffListsService,
    private readonly lookups: LookupClient,
  ) {}

  /** By ward, oldest cases first. Throws 503 `REGISTER_UNAVAILABLE` while identity does not answer. */
  async rows(list: StaffList, { from, size, district }: CampaignQuery, caller: Caller): Promise<CampaignRow[]> {
    const wards = new Map<string, { residence: Residence; cases: StaffCaseResponse[] }>();
    for await (const page of this.staff.pages(list, { limit: 500 }, caller)) {
      const cases = page.filter(({ state }) => workedOn.includes(state));
      const residences = await this.residencesOf(cases);
      for (const one of cases) {
        const residence = residences.get(one.subject) ?? { subject: one.subject, district: null, ward: null };
        if (district !== undefined && residence.district !== district) continue;
        const key = `${residence.district ?? last}\n${residence.ward ?? last}`;
        const ward = wards.get(key) ?? { residence, cases: [] };
        ward.cases.push(one);
        wards.set(key, ward);
      }
    }
    const inOrder = [...wards].sort(([one], [other]) => (one < other ? -1 : 1));
    return inOrder.flatMap(([, { residence, cases }]) => {
      const sessions = suggestSessions(cases.length, { from, size });
      const oldestFirst = cases.sort((one, other) => (one.openedAt < other.openedAt ? -1 : 1));
      return oldestFirst.map(({ id, subject, members }, place) => ({
        district: residence.district,
        ward: residence.ward,
        ...sessions[place]!,
        id,
        subject,
        agencies: members.map(({ agency }) => agency),
        employeeCodes: members.map(({ employeeCode }) => employeeCode),
      }));
    });
  }

  private async residencesOf(cases: readonly StaffCaseResponse[]): Promise<Map<string, Residence>> {
    if (cases.length === 0) return new Map();
    const subjects = cases.map(({ subject }) => subject);
    try {
      const reply = ResidenceLookupReply.parse(await this.lookups.ask(lookupTopics.residence, { subjects }));
      return new Map(reply.residences.map((residence) => [residence.subject, residence]));
    } catch (error) {
      this.logger.warn(`where people live is not known: ${(error as Error).message}`);
      throw new Problem(503, 'REGISTER_UNAVAILABLE', 'The register does not answer: try again in a minute.', {
        headers: { 'retry-after': '60' },
      });
    }
  }
}
