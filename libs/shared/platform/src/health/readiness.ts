import { Injectable } from '@nestjs/common';

/** Ready when everything that was expected has come and nothing has failed for good. */
@Injectable()
export class Readiness {
  private readonly awaited = new Set<string>();
  private failure: string | null = null;

  /** The service is unready until the returned function is called. */
  expect(what: string): () => void {
    this.awaited.add(what);
    return () => this.awaited.delete(what);
  }

  fail(why: string): void {
    this.failure ??= why;
  }

  /** What is missing; empty when ready. */
  missing(): string[] {
    return this.failure === null ? [...this.awaited] : [this.failure];
  }
}
