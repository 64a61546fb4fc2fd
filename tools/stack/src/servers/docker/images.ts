import type { ServerName } from '../server';

/** The images of docker-compose.yml. */
export const images: Readonly<Record<ServerName, string>> = {
  kafka: 'apache/kafka:4.3.1',
  postgres: 'postgres:18',
  redis: 'redis:7',
};
