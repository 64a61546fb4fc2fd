import { makeCity } from '@entry/citizens/city';
import type { BatchKind } from '@entry/client/city-client';

export interface BatchUpload {
  readonly kind: BatchKind;
  readonly csv: string;
}

export interface Workload {
  /** In the order in which they are sent; each is completed before the next begins. */
  readonly uploads: readonly BatchUpload[];
  readonly qrs: readonly string[];
}

const parts = { population: 3, vaccination: 5, infection: 2 } as const;

/** The batches and cards of an invented city, with the errors that real ones have. */
export function makeWorkload(citizens: number, seed: number, today: string): Workload {
  const city = makeCity({ count: citizens, seed, today });
  return {
    uploads: [
      ...inParts('population', [...city.populationCsv()]),
      ...inParts('vaccination', [...city.vaccinationCsv()]),
      ...inParts('infection', [...city.infectionCsv()]),
    ],
    qrs: [...city.qrPayloads()].map((line) => line.trimEnd()),
  };
}

function inParts(kind: BatchKind, [header = '', ...rows]: readonly string[]): BatchUpload[] {
  const size = Math.ceil(rows.length / parts[kind]);
  const starts = Array.from({ length: parts[kind] }, (_, part) => part * size);
  return starts.map((start) => ({ kind, csv: [header, ...rows.slice(start, start + size)].join('') }));
}
