import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { isStorable } from '../domain/storable-instant';

/** What PostgreSQL can keep: an event that holds anything else is set aside, where a failing insert would hold up its partition for ever. */
export const storableText = z.string().refine((value) => !value.includes('\0'), 'PostgreSQL keeps no NUL');
export const storableInstant = Instant.refine((value) => isStorable(new Date(value)), 'outside of the years 1 to 9999');
