import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a step is: a bar on a terminal, else a line for each tenth. */
export interface Progress {
  show(done: number): void;
  end(): void;
}

export function startProgress(what: string, total: number, output: NodeJS.WriteStream): Progress {
  if (output.isTTY) {
    const format = `${what} {bar} {percentage} % · {duration_formatted} · ETA {eta_formatted}`;
    const bar = new SingleBar({ format, stream: output, clearOnComplete: false }, Presets.shades_classic);
    bar.start(total, 0);
    return { show: (done) => bar.update(done), end: () => bar.stop() };
  }
  let tenths = 0;
  return {
    show: (done) => {
      const now = total === 0 ? 10 : Math.floor((done * 10) / total);
      if (now > tenths) output.write(`${what}: ${now * 10} %\n`);
      tenths = Math.max(tenths, now);
    },
    end: () => undefined,
  };
}
