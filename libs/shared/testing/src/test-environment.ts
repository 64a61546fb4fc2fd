function addressOf(name: 'TEST_KAFKA_BROKERS' | 'TEST_POSTGRES_URL' | 'TEST_REDIS_URL'): string {
  const address = process.env[name];
  if (!address) throw new Error(`${name} is not set: run integration tests with \`npm test\``);
  return address;
}

/** The brokers of the test run. */
export const testBrokers = (): string[] => addressOf('TEST_KAFKA_BROKERS').split(',');

/** The Redis server of the test run. */
export const testRedisUrl = (): string => addressOf('TEST_REDIS_URL');

/** The PostgreSQL server of the test run. */
export const testPostgresUrl = (): string => addressOf('TEST_POSTGRES_URL');
