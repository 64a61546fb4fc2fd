import { versionOf } from '@entry/platform/facts/facts-format';
import type { Facts } from './owned-facts';

/** `missing`: the owner knows the person and the cache does not; `unowned`: the other way round. */
export interface Difference {
  readonly subject: string;
  readonly kind: 'mismatched' | 'missing' | 'unowned';
  /** The versions on both sides; null where there is none. */
  readonly owned: number | null;
  readonly cached: number | null;
}

/** Whoever is on neither side is not counted. */
export function compareFacts(
  subjects: readonly string[],
  owned: Facts,
  cached: Facts,
): { readonly same: number; readonly different: Difference[] } {
  const different: Difference[] = [];
  let same = 0;
  for (const subject of subjects) {
    const [ours, theirs] = [owned.get(subject), cached.get(subject)];
    if (!ours && !theirs) continue;
    if (ours && theirs?.equals(ours)) same += 1;
    else different.push({ subject, kind: kindOf(ours, theirs), owned: version(ours), cached: version(theirs) });
  }
  return { same, different };
}

function kindOf(owned?: Buffer, cached?: Buffer): Difference['kind'] {
  if (!cached) return 'missing';
  return owned ? 'mismatched' : 'unowned';
}

/** Null also for bytes that are too few for one. */
function version(encoded?: Buffer): number | null {
  try {
    return encoded ? versionOf(encoded) : null;
  } catch {
    return null;
  }
}
