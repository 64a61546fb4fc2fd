export interface Session {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly half: 'morning' | 'afternoon';
}

const dayLong = 86_400_000;
const sunday = 0;

/**
 * When a team in one ward would see each of so many people, in their order: two sessions a day of at most `size` people, from a day on, none
 * on a Sunday.
 */
export function suggestSessions(people: number, { from, size }: { from: string; size: number }): Session[] {
  const sessions: Session[] = [];
  let day = Date.parse(from);
  while (sessions.length < people) {
    if (new Date(day).getUTCDay() !== sunday) {
      const on = new Date(day).toISOString().slice(0, 10);
      for (const half of ['morning', 'afternoon'] as const) {
        const count = Math.min(size, people - sessions.length);
        sessions.push(...Array.from({ length: count }, () => ({ on, half })));
      }
    }
    day += dayLong;
  }
  return sessions;
}
