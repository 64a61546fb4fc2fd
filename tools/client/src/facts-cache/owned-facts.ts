import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { encodeCitizen, encodeHealth, type factFields } from '@entry/platform/facts/facts-format';
import type { Stack } from '@entry/stack/stack/stack';
import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { withDatabase } from '../stack/with-database';

/** By subject: what the owner publishes, in the form of the cache. */
export type Facts = ReadonlyMap<string, Buffer>;

/** An owner of facts: its database, and how what is in it becomes a message. */
export interface Owner {
  readonly name: 'identity' | 'health-status';
  readonly half: keyof typeof factFields;
  readonly database: string;
  readonly table: string;
  readonly fact: string;
  readonly encode: (fact: never) => Buffer;
}

/** `json_build_object` of the columns, as the service that owns the table puts them into its message. */
export const owners: readonly Owner[] = [
  {
    name: 'identity',
    half: 'identity',
    database: 'identity',
    table: 'citizen',
    fact: `json_build_object('subject', subject, 'status', status, 'cardIssuedOn', to_char(card_issued_on, 'YYYY-MM-DD'),
      'tags', json_build_object('name', name_tag, 'birthDate', birth_date_tag, 'birthYear', birth_year_tag, 'sex', sex_tag),
      'version', version)::jsonb || CASE WHEN case_number IS NULL THEN '{}' ELSE jsonb_build_object('caseNumber', case_number) END`,
    encode: (citizen: CitizenV1) => encodeCitizen(citizen),
  },
  {
    name: 'health-status',
    half: 'health',
    database: 'health_status',
    // A row of version 0 is a lock: nothing was ever said of that person.
    table: '(SELECT * FROM person_status WHERE version > 0) person_status',
    fact: `facts || jsonb_build_object('subject', subject, 'version', version)`,
    encode: (status: HealthStatusV1) => encodeHealth(status),
  },
];

/** Subjects at random, about as many as asked for; all where there are no more than that. */
export function sampleOf(stack: Pick<Stack, 'servers'>, { database, table }: Owner, size: number): Promise<string[]> {
  return withDatabase(stack, database, async (client) => {
    const all = await subjectsOf(client, `SELECT subject FROM ${table} LIMIT $1`, size + 1);
    if (all.length <= size) return all;
    // Subjects are digests: whoever comes next behind a random one is anybody.
    const next = `SELECT subject FROM ${table} WHERE subject >= start ORDER BY subject LIMIT 1`;
    const starts = Array.from({ length: size }, () => randomBytes(16).toString('base64url'));
    return subjectsOf(
      client,
      `SELECT DISTINCT next.subject FROM unnest($1::text[]) AS start CROSS JOIN LATERAL (${next}) next`,
      starts,
    );
  });
}

/** Whoever is unknown to the owner is not in the answer. */
export function factsOf(
  stack: Pick<Stack, 'servers'>,
  { database, table, fact, encode }: Owner,
  subjects: readonly string[],
): Promise<Facts> {
  return withDatabase(stack, database, async (client) => {
    const { rows } = await client.query<{ subject: string; fact: never }>(
      `SELECT subject, ${fact} AS fact FROM ${table} WHERE subject = ANY($1::text[])`,
      [subjects],
    );
    return new Map(rows.map((row) => [row.subject, encode(row.fact)]));
  });
}

async function subjectsOf(client: Client, sql: string, value: unknown): Promise<string[]> {
  const { rows } = await client.query<{ subject: string }>(sql, [value]);
  return rows.map(({ subject }) => subject);
}
