import { z } from 'zod';

/** `HMAC-SHA-256(secret, idNumber)`, its first 128 bits in base64url. */
export const Subject = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** A keyed tag over subject, field and value: 128 bits in base64url. */
export const Tag = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** `YYYY-MM-DD`, a day of the calendar in Asia/Ho_Chi_Minh. */
export const LocalDate = z.iso.date();
export type LocalDate = string;

/** RFC 3339 with an offset. */
export const Instant = z.iso.datetime({ offset: true });

/** Rises with each change of one key; a reader never lets an older version replace a newer one. */
export const Version = z.int().positive();
