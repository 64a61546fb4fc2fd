export const serviceNames = ['gateway', 'identity', 'health-status', 'access-log', 'administration'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The services that keep a database, which bears their name. */
export const databaseOwners = ['identity', 'health-status', 'access-log', 'administration'] as const;
export type DatabaseOwner = (typeof databaseOwners)[number];

export const databaseOf = (service: DatabaseOwner): string => service.replace('-', '_');
