/** By CloudEvents type. */
export const auditedActionExamples: Readonly<Record<string, readonly object[]>> = {
  'identity.audited-action.v1': [
    anAuditedAction('GET /v1/identity-cases', { district: 'ba-dinh', state: 'open' }, 17),
    anAuditedAction('POST /v1/identity-cases/:number/dismissal', { number: '7K2MD-Q9XWA' }, null, 'sent twice'),
  ],
  'health.audited-action.v1': [anAuditedAction('POST /v1/vaccination-batches', { dryRun: 'false' }, null)],
  'administration.audited-action.v1': [
    anAuditedAction('POST /v1/devices/:id/revoke', { id: '0193b5a1-0000-7000-8000-000000000001' }, null),
  ],
};

function anAuditedAction(action: string, asked: object, rows: number | null, reason: string | null = null): object {
  const at = '2026-11-23T01:00:03.000Z';
  return {
    id: '0193b5a1-1f7a-7b52-9c1d-6c0f2a9d4e03',
    actor: 'official-1',
    roles: ['police'],
    action,
    asked,
    reason,
    rows,
    at,
  };
}
