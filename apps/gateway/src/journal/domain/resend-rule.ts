/** In milliseconds. */
const firstWait = 30_000;
const longestWait = 10 * 60_000;

/**
 * When to send again what was sent and not confirmed: once the oldest of it has been the oldest for half a minute, then
 * after twice that and so on up to ten minutes. While access-log works off a backlog the oldest changes, and nothing is
 * sent twice; what a wiped topic has lost stays the oldest.
 */
export class ResendRule {
  private oldest: string | null = null;
  private since = 0;
  private wait = firstWait;

  /** `oldest` is the event id of the oldest entry that was sent and is still in the journal; null: there is none. */
  isDue(oldest: string | null, now: number): boolean {
    if (oldest !== this.oldest) {
      this.oldest = oldest;
      this.since = now;
      this.wait = firstWait;
    }
    if (oldest === null || now - this.since < this.wait) return false;
    this.since = now;
    this.wait = Math.min(this.wait * 2, longestWait);
    return true;
  }
}
