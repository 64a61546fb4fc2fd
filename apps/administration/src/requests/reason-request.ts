import { z } from 'zod';
import { printable } from './printable';

/** For what is done to something as it is: why. */
export const ReasonRequest = z.strictObject({ reason: printable(500) });
export type ReasonRequest = z.output<typeof ReasonRequest>;
