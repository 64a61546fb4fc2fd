import { setImmediate as turn } from 'node:timers/promises';
import { Gathering } from './gathering';

describe('Gathering', () => {
  const gather = (most: number) => {
    const handedOn: (readonly number[])[] = [];
    const gathering = new Gathering<number>(most, (items) => handedOn.push(items));
    return { handedOn, add: (...items: number[]) => items.forEach((item) => gathering.add(item)) };
  };

  it('hands on what came in one turn together, when the turn ends', async () => {
    const { handedOn, add } = gather(10);
    add(1, 2);
    await Promise.resolve();
    add(3);
    expect(handedOn).toEqual([]);
    await turn();
    add(4);
    await turn();

    expect(handedOn).toEqual([[1, 2, 3], [4]]);
  });

  it('does not wait for the end of the turn with many, and hands on each once', async () => {
    const { handedOn, add } = gather(2);
    add(1, 2, 3);
    expect(handedOn).toEqual([[1, 2]]);
    await turn();

    expect(handedOn).toEqual([[1, 2], [3]]);
  });
});
