/** In milliseconds. */
const windowLength = 10 * 60_000;
/** One a second for ten minutes: faster than people can step up to a guard, whoever they are. */
const mostUnknown = 600;

export interface Suspicion {
  readonly unknownNumbers: number;
}

/**
 * What one device asks for. A device that asks for many different numbers which no register has, and for little else, is looking for numbers
 * and not at people. Visitors from elsewhere are unknown too: what is suspected is the pace.
 */
export class AskedNumbers {
  private began = 0;
  private scans = 0;
  private readonly unknown = new Set<string>();
  private suspectedUntil = 0;

  /** Counts a scan; tells of a suspicion when this scan raises it. `unknown` is who was asked for in vain, by pseudonym. */
  note(at: number, unknown: string | null): Suspicion | null {
    if (at - this.began >= windowLength) this.begin(at);
    this.scans += 1;
    if (unknown === null || this.isSuspected(at)) return null;
    this.unknown.add(unknown);
    if (this.unknown.size < mostUnknown || this.unknown.size * 2 < this.scans) return null;
    this.suspectedUntil = at + windowLength;
    return { unknownNumbers: this.unknown.size };
  }

  isSuspected(at: number): boolean {
    return at < this.suspectedUntil;
  }

  private begin(at: number): void {
    this.began = at;
    this.scans = 0;
    this.unknown.clear();
  }
}
