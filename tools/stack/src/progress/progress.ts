/** Tells whoever waits what is going on. */
export interface Progress {
  /** A line once it has taken two seconds, another every ten, and one at its end; nothing for what is quicker. */
  step<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
}

export const noProgress: Progress = { step: (_what, work) => work() };

const patience = 2_000;
const pause = 10_000;

export function progressTo(write: (line: string) => void): Progress {
  return {
    async step(what, work) {
      const startedAt = performance.now();
      const elapsed = () => `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`;
      let shown = false;
      let repeat: NodeJS.Timeout | undefined;
      const first = setTimeout(() => {
        shown = true;
        write(`… ${what}`);
        repeat = setInterval(() => write(`… ${what} (${elapsed()})`), pause);
      }, patience);
      try {
        const result = await work();
        if (shown) write(`✓ ${what} (${elapsed()})`);
        return result;
      } finally {
        clearTimeout(first);
        clearInterval(repeat);
      }
    },
  };
}
