import { TurnBudget } from './turn-budget';

describe('TurnBudget', () => {
  let now = 0;
  let endTurn = () => {};
  const budget = () => new TurnBudget({ now: () => now, afterTurn: (callback) => (endTurn = callback) });

  it('is not spent by requests of the same moment, however many', () => {
    const turn = budget();
    expect(Array.from({ length: 1_000 }, () => turn.isSpent())).not.toContain(true);
  });

  it('is spent when one turn has taken in requests for 20 ms, until it ends', () => {
    const turn = budget();
    turn.isSpent();
    now += 20;
    expect(turn.isSpent()).toBe(false);
    now += 1;
    expect(turn.isSpent()).toBe(true);
    endTurn();
    expect(turn.isSpent()).toBe(false);
    now += 20;
    expect(turn.isSpent()).toBe(false);
  });

  it('is not spent by a request that comes long after the last turn', () => {
    const turn = budget();
    turn.isSpent();
    endTurn();
    now += 5_000;
    expect(turn.isSpent()).toBe(false);
  });
});
