import { Injectable } from '@nestjs/common';

/** Ready when everything that was expected has come and nothing has failed for good. */
@Injectable()
export class Readiness {
  private readonly expected = new Map<string, { hasCome: boolean }>();
  private failed: string | null = null;

  /** The service is unready until the returned function is called. */
  expect(what: string): () => void {
    const expected = { hasCome: false };
    this.expected.set(what, expected);
    return () => {
      expected.hasCome = true;
    };
  }

  /** From now on the service is unready, whatever comes; the first reason stays. */
  fail(why: string): void {
    this.failed ??= why;
  }

  /** Why the service can be ready no longer. */
  failure(): string | null {
    return this.failed;
  }

  /** What was expected, and whether it has come. */
  expectations(): [what: string, hasCome: boolean][] {
    return [...this.expected].map(([what, { hasCome }]) => [what, hasCome]);
  }

  /** What is missing; empty when ready. */
  missing(): string[] {
    if (this.failed !== null) return [this.failed];
    return this.expectations().flatMap(([what, hasCome]) => (hasCome ? [] : [what]));
  }
}
