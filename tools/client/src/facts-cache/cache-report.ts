import { markdownTable } from '../report/markdown-table';
import type { CacheCheck, HalfCheck } from './check-cache';

const mostShown = 10;

/** Counts by owner, and the versions of a few who differ; says nothing of who they are. */
export function cacheReport({ halves, isComplete }: CacheCheck): string {
  const rows = halves.map((half) => [
    half.owner,
    String(half.compared),
    ...(['mismatched', 'missing', 'unowned'] as const).map((kind) => String(countOf(half, kind))),
  ]);
  const table = markdownTable(['owner', 'compared', 'mismatched', 'missing in Redis', 'only in Redis'], rows);
  const examples = halves.flatMap(({ owner, different }) => {
    return different.map(({ kind, owned, cached }) => {
      return `${owner}: ${kind}, version ${owned ?? '–'} in the database, ${cached ?? '–'} in Redis`;
    });
  });
  const filling = isComplete ? [] : ['The cache is being filled: who is missing may still come.'];
  return [table, examples.slice(0, mostShown).join('\n'), ...filling].filter(Boolean).join('\n\n');
}

function countOf({ different }: HalfCheck, kind: HalfCheck['different'][number]['kind']): number {
  return different.filter((difference) => difference.kind === kind).length;
}
