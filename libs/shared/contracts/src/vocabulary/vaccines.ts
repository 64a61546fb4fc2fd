/** A vaccine of the Ministry of Health's list and the doses of its full course. */
export interface Vaccine {
  readonly name: string;
  readonly doses: 1 | 2 | 3;
}

/** Vaccines licensed in Viet Nam by February 2022; the course lengths are the makers'. */
export const vaccines: readonly Vaccine[] = [
  { name: 'AstraZeneca', doses: 2 },
  { name: 'Comirnaty', doses: 2 },
  { name: 'Spikevax', doses: 2 },
  { name: 'Vero Cell', doses: 2 },
  { name: 'Hayat-Vax', doses: 2 },
  { name: 'Sputnik V', doses: 2 },
  { name: 'Covaxin', doses: 2 },
  { name: 'Janssen', doses: 1 },
  { name: 'Sputnik Light', doses: 1 },
  { name: 'Abdala', doses: 3 },
];

const byFoldedName = new Map(vaccines.map((vaccine) => [fold(vaccine.name), vaccine]));

/** Finds a vaccine whatever the case, spaces and hyphens of the name; null when the list does not have it. */
export function findVaccine(name: string): Vaccine | null {
  return byFoldedName.get(fold(name)) ?? null;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s-]/g, '');
}
