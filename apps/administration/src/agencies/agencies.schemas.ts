import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { printable } from '../requests/printable';
import { PageQuery, pageOf } from '../paging/page';

const AgencyKind = z.enum(['state', 'private']);

export const CreateAgencyRequest = z.strictObject({
  name: printable(200),
  district: printable(100).describe('Id of a district, or of a department'),
  kind: AgencyKind,
});
export type CreateAgencyRequest = z.output<typeof CreateAgencyRequest>;

export const ChangeAgencyRequest = z.strictObject({
  name: printable(200).optional(),
  kind: AgencyKind.optional(),
  reason: printable(500),
});
export type ChangeAgencyRequest = z.output<typeof ChangeAgencyRequest>;

export const AgencyListQuery = PageQuery.extend({ district: printable(100).optional() });
export type AgencyListQuery = z.output<typeof AgencyListQuery>;

export const AgencyResponse = z.object({
  id: z.uuid(),
  name: z.string(),
  district: z.string(),
  kind: AgencyKind,
  closedAt: Instant.nullable(),
  version: z.int().describe('The `ETag`'),
});
export type AgencyResponse = z.output<typeof AgencyResponse>;

export const AgencyPage = pageOf(AgencyResponse);
export type AgencyPage = z.output<typeof AgencyPage>;
