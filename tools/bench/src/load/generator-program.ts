import { parent } from '../processes/parent';
import { takeTurn } from './take-turn';
import type { TurnOrder } from './turn';

let stopping = new AbortController();

/** The load generator's process: its own event loop shares nothing with whoever directs it. */
parent.onMessage<TurnOrder | 'stop'>((message) => {
  if (message === 'stop') {
    stopping.abort();
    return;
  }
  stopping = new AbortController();
  takeTurn(message, stopping.signal).then(
    (turn) => parent.tell(turn),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
