import { existsSync, readFileSync } from 'node:fs';
import { writeSecret } from '../secrets/kept-secret';

/** Keeps what was made: a step that an earlier start has done is never done again, even when that start was cut short. */
export class DoneOnce {
  private readonly results: Record<string, unknown>;

  constructor(private readonly path: string) {
    this.results = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
  }

  async once<Result>(step: string, make: () => Promise<Result> | Result): Promise<Result> {
    if (!(step in this.results)) {
      this.results[step] = (await make()) ?? null;
      writeSecret(this.path, JSON.stringify(this.results));
    }
    return this.results[step] as Result;
  }
}
