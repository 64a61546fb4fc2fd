import { z } from 'zod';

/** A line for people to read: trimmed, NFC, and without control characters, which PostgreSQL or a list could not hold. */
export const printable = (longest: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(longest)
    .regex(/^\P{C}*$/u, 'must be printable text');
