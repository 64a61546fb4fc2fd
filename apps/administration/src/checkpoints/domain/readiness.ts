/** What must be there before a checkpoint takes a device. */
export interface Readiness {
  readonly power: boolean;
  readonly network: boolean;
  readonly staffTrained: boolean;
  readonly noticePutUp: boolean;
}

export const checklist = ['power', 'network', 'staffTrained', 'noticePutUp'] as const satisfies (keyof Readiness)[];

/** The points that are not ticked; none when the checkpoint is ready. */
export function missingPoints(readiness: Readiness): (keyof Readiness)[] {
  return checklist.filter((point) => !readiness[point]);
}
