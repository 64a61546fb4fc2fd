import { historyLines } from './history-lines';

describe('historyLines', () => {
  it('tells what was done and what came of it in the order of time, and of a card only which one it was', () => {
    const lines = historyLines({
      attempts: [
        {
          ...{ scanId: 'a', scanner: 3, card: 7, attempt: 1, invokedAt: 10, completedAt: 40 },
          ...{ completion: 'indeterminate', decision: null, why: 'UND_ERR_SOCKET' },
        },
      ],
      batches: [{ kind: 'infection', acceptedAt: 20, completedAt: 60 }],
      faults: [{ ...{ kind: 'kill', victim: 'gateway', batch: 0, after: 0, lasts: 0 }, struckAt: 30, overAt: 50 }],
    });

    expect(lines).toEqual(
      [
        '{"at":10,"event":"invoke","scanId":"a","scanner":3,"card":7,"attempt":1}',
        '{"at":20,"event":"batch-accepted","batch":0,"kind":"infection"}',
        '{"at":30,"event":"kill","victim":"gateway"}',
        '{"at":40,"event":"indeterminate","scanId":"a","scanner":3,"card":7,"attempt":1,"decision":null,"why":"UND_ERR_SOCKET"}',
        '{"at":50,"event":"kill-over","victim":"gateway"}',
        '{"at":60,"event":"batch-completed","batch":0,"kind":"infection"}',
      ].map((line) => `${line}\n`),
    );
  });
});
