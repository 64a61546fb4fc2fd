/** What a person can put right: its message is shown as it is, without a stack trace and without anything from a card. */
export class CardProblem extends Error {}

/** One line for a problem; the whole trace for a defect of ours. */
export function describeFailure(error: unknown): string {
  if (error instanceof CardProblem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
