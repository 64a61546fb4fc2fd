import { checkHistory, type HistoryCheck } from '../history/check-history';
import type { Outcome } from './outcome';

export interface Check {
  readonly what: string;
  readonly clean: string;
  readonly faulty: string;
  readonly holds: boolean;
}

/** What must be so after any number of faults. */
export function compare(clean: Outcome, faulty: Outcome): Check[] {
  const both = <Of>(of: (outcome: Outcome) => Of) => [of(clean), of(faulty)] as const;
  const same = (what: string, of: (outcome: Outcome) => unknown, shown: (outcome: Outcome) => string): Check => {
    const [one, other] = both(of);
    return { what, ...shownAs(both(shown)), holds: JSON.stringify(one) === JSON.stringify(other) };
  };
  const counted = (what: string, counts: readonly [number, number], hold: (count: number) => boolean): Check => {
    return { what, ...shownAs(counts), holds: counts.every(hold) };
  };
  const none = (what: string, counts: readonly [number, number]) => counted(what, counts, (count) => count === 0);
  const some = (what: string, counts: readonly [number, number]) => counted(what, counts, (count) => count > 0);
  const tables = Object.keys(clean.tables).map((table) => {
    const shown = ({ tables: all }: Outcome) => `${all[table]?.rows} rows ${all[table]?.digest.slice(0, 8)}`;
    return same(`table ${table}`, (outcome) => outcome.tables[table], shown);
  });
  // What a card may get is what a clean run says of it.
  const histories = both(({ history, stored }) => checkHistory(history, { stored, stages: clean.stages }));
  const inHistories = (of: (check: HistoryCheck) => number) => [of(histories[0]), of(histories[1])] as const;
  return [
    same(
      'counts of each batch',
      ({ batches }) => batches,
      ({ batches }) => `${batches.length} batches`,
    ),
    ...tables,
    same(
      'verdict of each card at each stage',
      ({ stages }) => stages,
      ({ stages }) => `${stages.length} × ${stages.at(-1)?.length} cards`,
    ),
    some(
      'scans acknowledged',
      inHistories(({ acknowledged }) => acknowledged),
    ),
    some('– of them when all infections were known', both(countLast)),
    some(
      '– found in access-log',
      inHistories(({ found }) => found),
    ),
    none(
      '– lost',
      inHistories(({ lost }) => lost.length),
    ),
    none(
      'scans stored twice',
      inHistories(({ twice }) => twice.length),
    ),
    none(
      'scans stored that nobody sent',
      inHistories(({ strange }) => strange.length),
    ),
    none(
      'wrong allows',
      inHistories(({ wronglyAllowed }) => wronglyAllowed.length),
    ),
    some(
      'facts in the cache compared with their owners',
      both(({ cache }) => cache.compared),
    ),
    none(
      '– that differ',
      both(({ cache }) => cache.different),
    ),
    none(
      'dead letters',
      both(({ deadLetters }) => deadLetters),
    ),
    none(
      'programs that ended by themselves',
      both(({ died }) => died),
    ),
  ];
}

function shownAs([clean, faulty]: readonly [unknown, unknown]): Pick<Check, 'clean' | 'faulty'> {
  return { clean: String(clean), faulty: String(faulty) };
}

/** A run whose last infections came when nobody scanned any more would show nothing. */
function countLast({ history: { attempts, batches } }: Outcome): number {
  const lastCompletedAt = Math.max(...batches.map(({ completedAt }) => completedAt));
  return attempts.filter(({ completion, invokedAt }) => completion === 'ok' && invokedAt > lastCompletedAt).length;
}
