import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';

/**
 * How facts lie in Redis: a hash for each person with a field for each half, in bytes and without names, since there are millions
 * of them. Every value begins with its version, 6 bytes, by which the script that writes it decides; a value that ends there says
 * that facts of this version came and that they are in doubt.
 */
export const factFields = { identity: 'i', health: 'h' } as const;

const prefix = Buffer.from('p');
const versionBytes = 6;
const dayBytes = 4;
const tagBytes = 9;
const tagCharacters = 12;
const citizenBytes = versionBytes + 1 + dayBytes + 4 * tagBytes;
const caseNumberBytes = 11;
const healthBytes = versionBytes + 2 + 6 * dayBytes;

const cancelled = 1;
const withoutBirthDate = 2;
const mostDoses = 0xffff;
const noDay = -0x8000_0000;
const millisecondsADay = 86_400_000;

/** `p`, then the 128 bits of the subject. */
export function personKey(subject: string): Buffer {
  return Buffer.concat([prefix, Buffer.from(subject, 'base64url')]);
}

/** What is kept of a tag: its first 72 bits. Tags are compared with those of one card, never searched for. */
export function keptTag(tag: string): string {
  return tag.slice(0, tagCharacters);
}

export function keptTags(tags: CitizenV1['tags']): CitizenV1['tags'] {
  const { name, birthDate, birthYear, sex } = tags;
  return {
    name: keptTag(name),
    birthDate: birthDate === null ? null : keptTag(birthDate),
    birthYear: keptTag(birthYear),
    sex: keptTag(sex),
  };
}

export function versionOf(encoded: Buffer): number {
  return encoded.readUIntBE(0, versionBytes);
}

export function isDoubtful(encoded: Buffer): boolean {
  return encoded.length === versionBytes;
}

/** Version, flags, day of issue, tags; then the case number of those who have one. */
export function encodeCitizen({ version, status, cardIssuedOn, tags, caseNumber }: CitizenV1): Buffer {
  const bytes = Buffer.alloc(citizenBytes + (caseNumber === undefined ? 0 : caseNumberBytes));
  let at = bytes.writeUIntBE(version, 0, versionBytes);
  const flags = (status === 'cancelled' ? cancelled : 0) | (tags.birthDate === null ? withoutBirthDate : 0);
  at = bytes.writeUInt8(flags, at);
  at = bytes.writeInt32BE(toDay(cardIssuedOn), at);
  for (const tag of [tags.name, tags.birthYear, tags.sex, tags.birthDate ?? '']) {
    bytes.write(keptTag(tag), at, tagBytes, 'base64url');
    at += tagBytes;
  }
  if (caseNumber !== undefined) bytes.write(caseNumber, at, 'latin1');
  return bytes;
}

/** Tags are as `keptTag` leaves them. Throws RangeError on bytes that are no citizen. */
export function decodeCitizen(subject: string, bytes: Buffer): CitizenV1 {
  requireLength(bytes, citizenBytes, citizenBytes + caseNumberBytes);
  const flags = bytes.readUInt8(versionBytes);
  const tagsAt = versionBytes + 1 + dayBytes;
  const tag = (place: number) =>
    bytes.toString('base64url', tagsAt + place * tagBytes, tagsAt + (place + 1) * tagBytes);
  return {
    subject,
    status: flags & cancelled ? 'cancelled' : 'active',
    cardIssuedOn: toDate(bytes.readInt32BE(versionBytes + 1)),
    tags: { name: tag(0), birthYear: tag(1), sex: tag(2), birthDate: flags & withoutBirthDate ? null : tag(3) },
    ...(bytes.length > citizenBytes && { caseNumber: bytes.toString('latin1', citizenBytes) }),
    version: versionOf(bytes),
  };
}

/** Version, doses, six days. */
export function encodeHealth(status: HealthStatusV1): Buffer {
  const bytes = Buffer.alloc(healthBytes);
  let at = bytes.writeUIntBE(status.version, 0, versionBytes);
  at = bytes.writeUInt16BE(Math.min(status.doses, mostDoses), at);
  for (const day of healthDays) at = bytes.writeInt32BE(toDay(status[day]), at);
  return bytes;
}

/** Throws RangeError on bytes that are no status. */
export function decodeHealth(subject: string, bytes: Buffer): HealthStatusV1 {
  requireLength(bytes, healthBytes);
  const day = (place: number) => toDate(bytes.readInt32BE(versionBytes + 2 + place * dayBytes));
  return {
    subject,
    doses: bytes.readUInt16BE(versionBytes),
    firstDoseOn: day(0),
    primaryCourseCompletedOn: day(1),
    lastDoseOn: day(2),
    infectedSince: day(3),
    recoveredOn: day(4),
    lastNegativeTestOn: day(5),
    version: versionOf(bytes),
  };
}

const healthDays = [
  'firstDoseOn',
  'primaryCourseCompletedOn',
  'lastDoseOn',
  'infectedSince',
  'recoveredOn',
  'lastNegativeTestOn',
] as const;

function toDay(date: string | null): number {
  return date === null ? noDay : Date.parse(date) / millisecondsADay;
}

/** Dates that were needed before: there are few of them, and many people have each. */
const dates = new Map<number, string>();

function toDate(day: number): string | null {
  if (day === noDay) return null;
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * millisecondsADay).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

function requireLength(bytes: Buffer, ...lengths: number[]): void {
  if (!lengths.includes(bytes.length))
    throw new RangeError(`facts of ${bytes.length} bytes, and not of ${lengths.join(' or ')}`);
}
