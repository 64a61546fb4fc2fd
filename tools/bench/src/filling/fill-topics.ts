import { localDate } from '@entry/platform/time/local-date';
import { serviceKeys } from '@entry/stack/secrets/service-keys';
import { Child } from '../processes/child';
import type { WholeSystem } from '../whole-system/with-whole-system';
import type { FillOrder } from './fill-program';

const fillers = 2;
const sayEvery = 500_000;

/**
 * Puts the people of an invented city from one index to before another into the compacted topics, as if batches had brought them: what
 * takes a city through the public interface hours takes minutes so. Their owners do not know them: a look-up finds nobody.
 */
export async function fillTopics(
  { stack, dataDirectory, say, signal, onStart }: WholeSystem,
  { seed, from, to }: { seed: number; from: number; to: number },
): Promise<void> {
  if (to <= from) return;
  const startedAt = performance.now();
  const { subject, tag } = serviceKeys(dataDirectory);
  const common = { brokers: stack.servers.kafka, keys: { subject, tag }, seed, today: localDate(new Date()) };
  const filled = new Array<number>(fillers).fill(0);
  let said = 0;
  const report = () => {
    const total = filled.reduce((sum, count) => sum + count, 0);
    if (total < said + sayEvery && total < to - from) return;
    said = total;
    const rate = total / ((performance.now() - startedAt) / 1_000);
    say(`${total.toLocaleString('en-US')} people put into the topics, ${rate.toFixed(0)} a second`);
  };
  const share = (index: number) => from + Math.round(((to - from) * index) / fillers);
  const work = Array.from({ length: fillers }, async (_, index) => {
    const filler = Child.start('filler', require.resolve('./fill-program'));
    onStart(filler);
    const order: FillOrder = { ...common, from: share(index), to: share(index + 1) };
    filler.tell(order);
    await filler.follow<{ filled: number }>(({ filled: count }) => {
      filled[index] = count;
      report();
      return count === order.to - order.from;
    }, signal);
    await filler.stop();
  });
  await Promise.all(work);
}
