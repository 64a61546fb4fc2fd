import { z } from 'zod';

export const decisions = ['allow', 'check', 'deny'] as const;
/** `check` means that a person looks: the card itself, a test result. */
export const Decision = z.enum(decisions);
export type Decision = z.output<typeof Decision>;

/** Read by people at a door: always in both languages. */
export const Message = z.object({ vi: z.string().min(1), en: z.string().min(1) });
export type Message = z.output<typeof Message>;

/** The contract's reason codes, in the order in which reasons of one decision are listed. */
export const reasonCodes = [
  'CARD_CANCELLED',
  'NAME_MISMATCH',
  'DOB_MISMATCH',
  'SEX_MISMATCH',
  'INFECTED',
  'NOT_VACCINATED',
  'CARD_SUPERSEDED',
  'CARD_NEWER_THAN_REGISTER',
  'NOT_IN_REGISTER',
  'NUMBER_INCONSISTENT',
  'TEXT_DAMAGED',
  'VACCINATION_EXPIRED',
  'RECOVERY_EXPIRED',
  'TEST_REQUIRED',
  'FACTS_UNAVAILABLE',
  'NOT_FULLY_VACCINATED',
] as const;
export type KnownReasonCode = (typeof reasonCodes)[number];

/** A known code, or an entry rule's own. */
export const ReasonCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/);
