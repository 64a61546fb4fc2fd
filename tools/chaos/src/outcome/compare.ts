import type { AnsweredScan } from '../workload/scanner';
import type { Outcome } from './outcome';

export interface Check {
  readonly what: string;
  readonly clean: string;
  readonly killed: string;
  readonly holds: boolean;
}

/** What must be so after any number of kills. `firstInfection` is the number of the first batch with infections. */
export function compare(clean: Outcome, killed: Outcome, firstInfection: number): Check[] {
  const same = (what: string, of: (outcome: Outcome) => unknown, shown: (outcome: Outcome) => string): Check => ({
    what,
    clean: shown(clean),
    killed: shown(killed),
    holds: JSON.stringify(of(clean)) === JSON.stringify(of(killed)),
  });
  const none = (what: string, count: (outcome: Outcome) => number): Check => ({
    what,
    clean: String(count(clean)),
    killed: String(count(killed)),
    holds: count(clean) === 0 && count(killed) === 0,
  });
  const some = (what: string, count: (outcome: Outcome) => number): Check => ({
    ...none(what, count),
    holds: count(clean) > 0 && count(killed) > 0,
  });
  const tables = Object.keys(clean.tables).map((table) => {
    const shown = ({ tables: all }: Outcome) => `${all[table]?.rows} rows ${all[table]?.digest.slice(0, 8)}`;
    return same(`table ${table}`, (outcome) => outcome.tables[table], shown);
  });
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
      'scans when all infections were known',
      ({ scans, batches }) => scans.filter(({ batchesBefore }) => batchesBefore === batches.length).length,
    ),
    none('wrong allows', (outcome) => wrongAllows(clean, outcome.scans, firstInfection).length),
    none('answered scans not stored', ({ stored }) => stored.missing),
    none('scans stored twice', ({ stored }) => stored.twice),
    none('people stale in the cache', ({ staleInCache }) => staleInCache),
    none('dead letters', ({ deadLetters }) => deadLetters),
    none('services that ended by themselves', ({ died }) => died),
  ];
}

/** An `allow` for a card that a clean run lets in at no stage that had come when the scan was sent, or came later. */
export function wrongAllows(
  clean: Pick<Outcome, 'stages'>,
  scans: readonly AnsweredScan[],
  firstInfection: number,
): AnsweredScan[] {
  return scans.filter(({ decision, card, batchesBefore }) => {
    const stage = Math.max(0, batchesBefore - firstInfection);
    return decision === 'allow' && !clean.stages.slice(stage).some((verdicts) => verdicts[card]?.startsWith('allow'));
  });
}
