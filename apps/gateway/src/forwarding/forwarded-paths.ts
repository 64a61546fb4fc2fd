import { prefersCsv } from '@entry/platform/http/accepted-types';
import type { GatewayConfig } from '../config';

type Owner = keyof Pick<GatewayConfig, 'IDENTITY_URL' | 'HEALTH_STATUS_URL' | 'ACCESS_LOG_URL' | 'ADMINISTRATION_URL'>;

/** Which service answers what; it checks token and role by the same guard, so that the rule stands in one place. */
export const forwardedPaths: Readonly<Record<string, Owner>> = {
  'v1/population-batches': 'IDENTITY_URL',
  'v1/identity-cases': 'IDENTITY_URL',
  'v1/vaccination-cases': 'IDENTITY_URL',
  'v1/vaccination-coverage': 'IDENTITY_URL',
  'v1/authenticated-records': 'IDENTITY_URL',
  'v1/vaccination-batches': 'HEALTH_STATUS_URL',
  'v1/infection-batches': 'HEALTH_STATUS_URL',
  'v1/vaccines': 'HEALTH_STATUS_URL',
  'v1/access-events': 'ACCESS_LOG_URL',
  'v1/access-statistics': 'ACCESS_LOG_URL',
  'v1/access-days': 'ACCESS_LOG_URL',
  'v1/access-completeness': 'ACCESS_LOG_URL',
  'v1/replays': 'ACCESS_LOG_URL',
  'v1/contact-lookups': 'ACCESS_LOG_URL',
  'v1/audit-entries': 'ACCESS_LOG_URL',
  'v1/sequence-gaps': 'ACCESS_LOG_URL',
  'v1/districts': 'ADMINISTRATION_URL',
  'v1/agencies': 'ADMINISTRATION_URL',
  'v1/checkpoints': 'ADMINISTRATION_URL',
  'v1/departments': 'ADMINISTRATION_URL',
  'v1/devices': 'ADMINISTRATION_URL',
  'v1/device-funnel': 'ADMINISTRATION_URL',
  'v1/device-rounds': 'ADMINISTRATION_URL',
  'v1/device-proposals': 'ADMINISTRATION_URL',
  'v1/staff-lists': 'ADMINISTRATION_URL',
  'v1/entry-policies': 'ADMINISTRATION_URL',
};

export const owners: readonly Owner[] = [...new Set(Object.values(forwardedPaths))];

/** What health-status lists, identity gives as CSV: it alone has the rows as they came. */
const rejections = /^\/v1\/(vaccination|infection)-batches\/[^/?]+\/rejections(\?|$)/;

/** A roster has personal data, which lies with identity alone; what follows from it is told by administration. */
const rosters = /^\/v1\/staff-lists\/?(\?|$)/;

/** The owner of a request's path. */
export function ownerOf(method: string, url: string, accept?: string): Owner | null {
  if (method === 'POST' && rosters.test(url)) return 'IDENTITY_URL';
  if (rejections.test(url) && prefersCsv(accept)) return 'IDENTITY_URL';
  const [, version = '', collection = ''] = url.split(/[/?]/);
  return forwardedPaths[`${version}/${collection}`] ?? null;
}
