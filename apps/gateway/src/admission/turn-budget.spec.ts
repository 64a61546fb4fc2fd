import { TurnBudget } from './turn-budget';

describe('TurnBudget', () => {
  let now = 0;
  let endTurn = () => {};
  const aTurn = (requests: number) => {
    const turn = new TurnBudget({ now: () => now, afterTurn: (callback) => (endTurn = callback) });
    for (let request = 0; request < requests; request++) turn.isSpent();
    return turn;
  };

  it('is not spent by requests of the same moment, however many', () => {
    expect(aTurn(1_000).isSpent()).toBe(false);
  });

  it('is spent when one turn has taken in requests for 10 ms, until it ends', () => {
    const turn = aTurn(64);
    now += 10;
    expect(turn.isSpent()).toBe(false);
    now += 1;
    expect(turn.isSpent()).toBe(true);
    endTurn();
    expect(turn.isSpent()).toBe(false);
  });

  it('is not spent by a few requests, since something else than they took the time', () => {
    const turn = aTurn(50);
    now += 1_000;
    expect(turn.isSpent()).toBe(false);
  });

  it('is not spent by a request that comes long after the last turn', () => {
    const turn = aTurn(100);
    endTurn();
    now += 5_000;
    expect(turn.isSpent()).toBe(false);
  });
});
