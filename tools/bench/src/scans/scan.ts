import { randomUUID } from 'node:crypto';
import { cardOf, type Card, type Deck } from './deck';

/** What is sent for one scan. */
export interface Scan {
  readonly scanId: string;
  readonly card: Card;
  readonly token: string;
  readonly body: string;
}

/** Scan `index` of these devices, from 0 on: they take turns, and each counts its own scans. `place` says which card of the deck. */
export function scanAt(index: number, place: number, deck: Deck, deviceTokens: readonly string[]): Scan {
  const card = cardOf(deck, place);
  const scanId = randomUUID();
  const sequence = Math.floor(index / deviceTokens.length) + 1;
  const scannedAt = new Date().toISOString();
  const body = JSON.stringify({ qr: card.qr, scanId, sequence, scannedAt, direction: 'in' });
  return { scanId, card, token: deviceTokens[index % deviceTokens.length] ?? '', body };
}
