import { parent } from '../processes/parent';
import { takeTurn } from './take-turn';
import type { TurnOrder } from './turn';

/** The load generator's process: its own event loop shares nothing with whoever directs it. */
parent.onMessage<TurnOrder>((order) => {
  takeTurn(order).then(
    (turn) => parent.tell(turn),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
