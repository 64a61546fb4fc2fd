import type { Caller } from '@entry/platform/access/caller';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import type { ContactLookup, ContactLookupAnswer } from './contact-lookups.schemas';
import { contactsOf, exposureOf } from './domain/contacts';
import { longestStay, staysOf, type Stay } from './domain/stays';
import { PassageRepository, type Place } from './passage.repository';
import { SubjectSource } from './subject-source';

const minute = 60_000;

/** Who was where a case was, by pseudonym. Nothing is answered that the audit trail does not hold. */
@Injectable()
export class ContactLookups {
  constructor(
    private readonly subjects: SubjectSource,
    private readonly passages: PassageRepository,
    private readonly trail: AuditTrail,
  ) {}

  async lookUp(lookup: ContactLookup, caller: Caller, authorization: string): Promise<ContactLookupAnswer> {
    const { caseId, reason, idNumber, from, to, windowMinutes, defaultStayMinutes } = lookup;
    const subject = await this.subjects.subjectOf(idNumber, authorization);
    const own = await this.passages.ofPerson(subject, new Date(+from - longestStay), new Date(+to + longestStay));
    const visits = staysOf(own, defaultStayMinutes).filter((stay) => stay.to >= from && stay.from < to);
    const passed = visits.length > 0 ? await this.passages.at(placesAround(visits, windowMinutes)) : [];
    const others = staysOf(
      passed.filter((passage) => passage.subject !== subject),
      defaultStayMinutes,
    );
    const contacts = contactsOf(visits, others, windowMinutes);
    const asked = { subject, from, to, windowMinutes, defaultStayMinutes };
    await this.trail.record(caller, { action: 'contacts-looked-up', asked, rows: contacts.length, caseId, reason });
    return {
      caseId,
      visits: visits.sort((one, other) => +one.from - +other.from).map(withoutPerson),
      contacts: contacts.map((contact) => ({
        ...withoutPerson(contact),
        subject: contact.subject,
        overlapMinutes: contact.overlapMinutes,
      })),
      exposure: exposureOf(contacts).map((exposure) => ({ ...exposure, ...writtenTimes(exposure) })),
    };
  }
}

/** Wide enough that every stay that meets a visit lies in it from `in` to `out`; those that touch become one. */
function placesAround(visits: readonly Stay[], windowMinutes: number): Place[] {
  const reach = longestStay + windowMinutes * minute;
  const byCheckpoint = Map.groupBy(visits, ({ checkpoint }) => checkpoint);
  return [...byCheckpoint.values()].flatMap((ofCheckpoint) => {
    const places: Place[] = [];
    for (const visit of [...ofCheckpoint].sort((one, other) => +one.from - +other.from)) {
      const place = {
        checkpoint: visit.checkpoint,
        from: new Date(+visit.from - reach),
        to: new Date(+visit.to + reach),
      };
      const last = places.at(-1);
      if (last && place.from <= last.to)
        places[places.length - 1] = { ...last, to: place.to > last.to ? place.to : last.to };
      else places.push(place);
    }
    return places;
  });
}

function withoutPerson({ checkpoint, agency, district, ...times }: Stay) {
  return { checkpoint, agency, district, ...writtenTimes(times) };
}

const writtenTimes = ({ from, to }: { from: Date; to: Date }) => ({ from: from.toISOString(), to: to.toISOString() });
