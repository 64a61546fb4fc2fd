/** Everyone but a device. */
export const people = [
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

/** Who calls. A device brings the token of its enrolment, everyone else an OIDC access token with the claim `roles`. */
export const roles = ['device', ...people] as const;
export type Role = (typeof roles)[number];
