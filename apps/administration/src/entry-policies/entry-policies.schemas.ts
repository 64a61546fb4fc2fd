import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { z } from 'zod';
import { pageOf } from '../paging/page';

export const EntryPolicyPage = pageOf(EntryPolicyV1.data);
export type EntryPolicyPage = z.output<typeof EntryPolicyPage>;
