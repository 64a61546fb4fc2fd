import type { Stay } from './stays';

const minute = 60_000;

/** Somebody who was where the case was, when it was or within the window before or after. */
export interface Contact extends Stay {
  /** In whole minutes; 0 for who came before or after. */
  readonly overlapMinutes: number;
}

export interface Exposure {
  readonly agency: string;
  readonly district: string;
  readonly checkpoints: string[];
  readonly people: number;
  readonly from: Date;
  readonly to: Date;
}

/** Each stay of others that meets one of the case's; of several of the case's that with which it overlaps most. Longest first. */
export function contactsOf(caseStays: readonly Stay[], others: readonly Stay[], windowMinutes: number): Contact[] {
  const window = windowMinutes * minute;
  const byCheckpoint = Map.groupBy(caseStays, ({ checkpoint }) => checkpoint);
  const contacts = others.flatMap((stay) => {
    const met = (byCheckpoint.get(stay.checkpoint) ?? [])
      .map((own) => Math.min(+own.to, +stay.to) - Math.max(+own.from, +stay.from))
      .filter((overlap) => overlap >= -window);
    if (met.length === 0) return [];
    return [{ ...stay, overlapMinutes: Math.floor(Math.max(0, ...met) / minute) }];
  });
  return contacts.sort((one, other) => other.overlapMinutes - one.overlapMinutes || +one.from - +other.from);
}

/** Where people were exposed, for notices: the agency with the most people first. */
export function exposureOf(contacts: readonly Contact[]): Exposure[] {
  const byAgency = Map.groupBy(contacts, ({ agency, district }) => `${agency} ${district}`);
  const exposures = [...byAgency.values()].map((ofAgency) => {
    const [{ agency, district }] = ofAgency as [Contact, ...Contact[]];
    return {
      agency,
      district,
      checkpoints: [...new Set(ofAgency.map(({ checkpoint }) => checkpoint))],
      people: new Set(ofAgency.map(({ subject }) => subject)).size,
      from: new Date(Math.min(...ofAgency.map(({ from }) => +from))),
      to: new Date(Math.max(...ofAgency.map(({ to }) => +to))),
    };
  });
  return exposures.sort((one, other) => other.people - one.people);
}
