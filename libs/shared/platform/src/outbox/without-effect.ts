import type { Change } from './outbox';

/** Does the work, gives what it came to, and takes back all that it changed or announced; the rest of the transaction stays. */
export async function withoutEffect<Result>({ manager }: Change, work: () => Promise<Result>): Promise<Result> {
  await manager.query('SAVEPOINT without_effect');
  const result = await work();
  await manager.query('ROLLBACK TO SAVEPOINT without_effect');
  return result;
}
