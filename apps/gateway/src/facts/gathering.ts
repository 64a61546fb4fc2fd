/**
 * Hands on together what was added in one turn of the event loop, at most `most` at a time: when the turn ends, or as soon as there are so
 * many, since under a flood of requests a turn lasts for seconds.
 */
export class Gathering<Item> {
  private gathered: Item[] = [];

  constructor(
    private readonly most: number,
    private readonly handOn: (items: readonly Item[]) => void,
  ) {}

  add(item: Item): void {
    const { gathered } = this;
    if (gathered.length === 0) setImmediate(() => this.end(gathered));
    gathered.push(item);
    if (gathered.length >= this.most) this.end(gathered);
  }

  private end(items: Item[]): void {
    // Handed on before, when there were enough.
    if (items !== this.gathered) return;
    this.gathered = [];
    this.handOn(items);
  }
}
