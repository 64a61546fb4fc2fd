import { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';

const groupings = ['district', 'facility'] as const;

/** Rows of vaccinations by the local day on which they came; `from` and `to` included. */
export const CoverageQuery = z
  .object({
    from: LocalDate,
    to: LocalDate,
    groupBy: z
      .string()
      .default('district')
      .transform((text) => [...new Set(text.split(','))])
      .pipe(z.array(z.enum(groupings)).min(1))
      .describe('`district`, `facility` or `district,facility`'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'to is before from' });
export type CoverageQuery = z.output<typeof CoverageQuery>;

const group = z.string().nullable().describe('Null: the row or the register does not say');

export const Coverage = z.object({
  items: z.array(
    z.object({
      district: group.optional().describe('Where the citizen lives'),
      facility: group.optional(),
      received: z.int().describe('Rows'),
      matched: z.int(),
      mismatched: z.int(),
      invalid: z.int(),
      daysToTransfer: z
        .object({ median: z.int(), p90: z.int() })
        .nullable()
        .describe('From the vaccination until the row came'),
    }),
  ),
  people: z
    .array(
      z.object({
        district: group,
        registered: z.int().describe('With a card that is not cancelled, or with none yet'),
        withoutRecord: z.int().describe('Of these: no vaccination matched so far, whenever it came'),
      }),
    )
    .describe('By district; at most ten minutes old'),
});
export type Coverage = z.output<typeof Coverage>;
