import { z } from 'zod';
import { pageOf } from '../paging/page';

export const District = z.object({
  id: z.string().describe('A slug such as `ba-dinh`'),
  code: z.string().describe('The administrative code, three digits'),
  name: z.string().describe('In Vietnamese'),
});

export const DistrictPage = pageOf(District);
export type DistrictPage = z.output<typeof DistrictPage>;
