import type { Answer, Device, Verdict } from '@entry/client/city-client';
import { randomUUID } from 'node:crypto';
import { learnDeck } from './learn-deck';

const device: Device = { id: randomUUID(), token: 'token', checkpoint: randomUUID() };
const message = { vi: 'vì', en: 'because' };

/** A gate that says one after the other of a card, then always the last; of strangers that they are not in the register. */
function aGate(said: Readonly<Record<string, readonly (readonly [decision: Verdict['decision'], code?: string])[]>>) {
  const times = new Map<string, number>();
  return {
    verify: (_device: Device, qr: string): Promise<Answer<Verdict>> => {
      const answers = said[qr] ?? [['check', 'NOT_IN_REGISTER']];
      const time = times.get(qr) ?? 0;
      times.set(qr, time + 1);
      const [decision, code] = answers[Math.min(time, answers.length - 1)]!;
      const reasons = code ? [{ code, message }] : [];
      return Promise.resolve({
        status: 200,
        headers: new Headers(),
        body: { scanId: randomUUID(), decision, reasons },
      });
    },
  };
}

describe('learnDeck', () => {
  const learn = async (onlyCached: boolean) => {
    const gate = aGate({ card: [['check', 'FACTS_UNAVAILABLE'], ['check', 'NOT_IN_REGISTER'], ['allow']] });
    const cards = [{ qr: 'card', onlyCached }];
    const { deck, scanIds } = await learnDeck(
      gate,
      device,
      { samples: [], cards, seed: 1 },
      AbortSignal.timeout(5_000),
    );
    expect(deck.unknown.every(({ reasons }) => reasons.includes('NOT_IN_REGISTER'))).toBe(true);
    return { learnt: deck.known.map(({ decision }) => decision), recorded: scanIds.length - deck.unknown.length };
  };

  it('asks again while a verdict rests on no facts, and counts every scan that is recorded', async () => {
    expect(await learn(false)).toEqual({ learnt: ['check'], recorded: 1 });
  });

  it('does not take the word of an owner who cannot know somebody', async () => {
    expect(await learn(true)).toEqual({ learnt: ['allow'], recorded: 2 });
  });
});
