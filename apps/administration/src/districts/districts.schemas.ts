import { z } from 'zod';
import { pageOf } from '../paging/page';
import { printable } from '../requests/printable';

export const District = z.object({
  id: z.string().describe('A slug such as `ba-dinh`'),
  code: z.string().describe('The administrative code, three digits'),
  name: z.string().describe('In Vietnamese'),
});

export const DistrictPage = pageOf(District);
export type DistrictPage = z.output<typeof DistrictPage>;

export const AddDepartmentRequest = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(100)
    .describe('A slug such as `so-giao-thong-van-tai`; the claim `district` of its tokens'),
  code: printable(20),
  name: printable(200),
});
export type AddDepartmentRequest = z.output<typeof AddDepartmentRequest>;

export const Department = z.object({ id: z.string(), code: z.string(), name: z.string() });
export type Department = z.output<typeof Department>;

export const DepartmentList = z.object({ items: z.array(Department) });
export type DepartmentList = z.output<typeof DepartmentList>;
