import { subjectOf } from '@entry/platform/personal-data/pseudonyms';
import type { KeyObject } from 'node:crypto';

/** Makes the pseudonym under which a citizen is known to every other service. */
export class SubjectKey {
  constructor(private readonly key: KeyObject) {}

  subjectOf(idNumber: string): string {
    return subjectOf(this.key, idNumber);
  }
}
