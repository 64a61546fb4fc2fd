/** Who calls. A device brings the token of its enrolment, everyone else an OIDC access token with the claim `roles`. */
export const roles = [
  'device',
  'health-ministry',
  'police',
  'committee',
  'health-department',
  'district',
  'agency',
  'analyst',
  'auditor',
  'operator',
] as const;
export type Role = (typeof roles)[number];
