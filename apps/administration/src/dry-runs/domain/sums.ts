import { addTransition, noTransitions, transitionNames, type Change, type Transitions } from './transitions';

export type Row<Name extends string> = Readonly<Record<Name, string>> & Transitions;

/** Counts what changes, for each combination of some names that comes. */
export class Sums<Name extends string> {
  private readonly found = new Map<string, Row<Name>>();

  constructor(private readonly names: readonly Name[]) {}

  add(of: Readonly<Record<Name, string>>, change: Change, count = 1): void {
    addTransition(this.rowOf(of), change, count);
  }

  /** A row that was counted elsewhere. */
  addRow(counted: Row<Name>): void {
    const row: Transitions = this.rowOf(counted);
    for (const name of transitionNames) row[name] += counted[name];
  }

  rows(): Row<Name>[] {
    const inOrder = [...this.found].sort(([one], [other]) => one.localeCompare(other, 'vi', { numeric: true }));
    return inOrder.map(([, row]) => row);
  }

  private rowOf(of: Readonly<Record<Name, string>>): Row<Name> {
    const key = this.names.map((name) => of[name]).join('\n');
    let row = this.found.get(key);
    if (!row) {
      const named = Object.fromEntries(this.names.map((name) => [name, of[name]])) as Record<Name, string>;
      row = { ...named, ...noTransitions() };
      this.found.set(key, row);
    }
    return row;
  }
}
