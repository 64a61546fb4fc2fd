/** What whoever pushes can put right, or has to wait for: its message is shown as it is. */
export class PushProblem extends Error {}

/** One line for a problem; the whole trace for a defect of ours. */
export function describeFailure(error: unknown): string {
  if (error instanceof PushProblem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
