import { faults, type DegradedMode, type Fault, type Part } from './degraded-mode';
import { degradedModes } from './degraded-modes';

const preface = `# Degraded modes

Made from \`tools/stack/src/faults/degraded-modes.ts\` by \`npm run docs\`. Tests make each row: \`e2e/gates-go-on-while-parts-fail.e2e.spec.ts\`
on the running system, \`failing-disk.int.spec.ts\` of the gateway for its disk. In every row

- a gate answers every scan, and nobody is let in whom a healthy system would not let in by what it had heard: somebody who falls ill
  meanwhile counts as well until the gates hear of it. How long facts may be old is a bound of its own;
- every scan that was answered is in PostgreSQL once in the end. Until then it is in the gateway's journal;
- once the part is back again the gates say what a healthy system says, and what waited goes on, by itself. Who reported in vain reports
  again under the same key.

How each fault is made: **slow**, the answers on the links to a server, or on a service's own links to Kafka and PostgreSQL, come so much
later. **Down**, the process gets SIGKILL. **Black-holed**, for a server: its links stay open and take new connections, but nothing passes; for a service:
its process is frozen (SIGSTOP), so that its connections stay open and nothing comes. The journal's disk is slow, refuses every write
(ENOSPC), or lets writes hang.
`;

const known: Readonly<Record<DegradedMode['known'], string>> = {
  healthy: '`check`, as ever',
  check: '`check` with `NOT_RECORDED`; `deny` stays',
};
const strangers: Readonly<Record<DegradedMode['strangers'], string>> = {
  healthy: '`check`, as ever',
  unavailable: '`check`: `FACTS_UNAVAILABLE`, after some seconds',
  either: '`check`, for either reason',
};
const changes: Readonly<Record<DegradedMode['changes'], string>> = {
  arrive: 'arrive',
  late: 'arrive, up to half a minute late',
  wait: 'are accepted and wait',
  refused: 'are refused, or not answered',
};
const stored: Readonly<Record<DegradedMode['stored'], string>> = {
  'at once': 'at once',
  afterwards: 'afterwards, from the journal',
};
const head = ['fault', 'whom the gate knows', 'strangers', 'changes', 'scans are stored', 'the operator sees', ''];

/** The Markdown of docs/degraded-modes.md. */
export function degradedModesDocs(): string {
  const parts = Object.keys(degradedModes) as Part[];
  return [preface, ...parts.map(sectionOf)].join('\n');
}

function sectionOf(part: Part): string {
  const rows = faults.map((fault) => rowOf(part, fault));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${part}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

function rowOf(part: Part, fault: Fault): string[] {
  const mode = degradedModes[part][fault];
  const sees = mode.log ? `log of ${mode.log[0]}: \`${mode.log[1]}\`` : (mode.sees ?? 'slower answers');
  return [
    fault,
    known[mode.known],
    strangers[mode.strangers],
    changes[mode.changes],
    stored[mode.stored],
    sees,
    mode.remark ?? '',
  ];
}
