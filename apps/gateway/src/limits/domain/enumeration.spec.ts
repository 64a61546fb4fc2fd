import { AskedNumbers } from './enumeration';

const minutes = (count: number) => 1_000_000 + count * 60_000;

function ask(asked: AskedNumbers, count: number, at: number, { repeats = 1, known = 0 } = {}) {
  const suspicions = [];
  for (let number = 0; number < count; number += 1) {
    for (let scan = 0; scan < repeats; scan += 1) suspicions.push(asked.note(at, `subject-${number}`));
    for (let scan = 0; scan < known; scan += 1) suspicions.push(asked.note(at, null));
  }
  return suspicions.filter((suspicion) => suspicion !== null);
}

describe('a device that asks for unknown numbers', () => {
  it('is suspected once it has asked for 600 different ones, for ten minutes', () => {
    const asked = new AskedNumbers();

    expect(ask(asked, 599, minutes(0))).toEqual([]);
    expect(asked.note(minutes(1), 'another')).toEqual({ unknownNumbers: 600 });
    expect(asked.isSuspected(minutes(10.9))).toBe(true);
    expect(asked.isSuspected(minutes(11))).toBe(false);
  });

  it('is told of once', () => {
    expect(ask(new AskedNumbers(), 700, minutes(0))).toHaveLength(1);
  });

  it('is not suspected for the same people again and again', () => {
    expect(ask(new AskedNumbers(), 500, minutes(0), { repeats: 5 })).toEqual([]);
  });

  it('is not suspected where most people are known', () => {
    expect(ask(new AskedNumbers(), 2_000, minutes(0), { known: 2 })).toEqual([]);
  });

  it('begins anew after ten minutes', () => {
    const asked = new AskedNumbers();
    ask(asked, 590, minutes(0));

    expect(ask(asked, 590, minutes(10))).toEqual([]);
  });
});
