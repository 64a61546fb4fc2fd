import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { isStorable } from '../domain/storable-instant';
import { readCursor } from './domain/page-cursor';

export const instant = Instant.transform((text) => new Date(text)).refine(isStorable, 'outside of the years 1 to 9999');
export const id = z.uuid().toLowerCase();
/** What PostgreSQL can compare with or keep. */
export const storableText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !text.includes('\0'), 'holds NUL');

/** What every list that pages understands. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .max(200)
    .transform((text, context) => {
      const position = readCursor(text);
      if (position) return position;
      context.addIssue({ code: 'custom', message: 'is no nextCursor of this list' });
      return z.NEVER;
    })
    .optional()
    .describe('nextCursor of the page before'),
};
