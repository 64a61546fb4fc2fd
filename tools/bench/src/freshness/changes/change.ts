import type { Reply } from '@entry/client/poster';

export const changeKinds = ['positive', 'device', 'card', 'policy'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Something that becomes true by being accepted, and that every gate has to see soon. */
export interface Change {
  readonly kind: ChangeKind;
  /** What is sent to the gates again and again to see whether it is true there. */
  readonly scan: { readonly token: string; readonly body: string };
  /** Sends the change; resolves when it was accepted. */
  readonly accept: () => Promise<void>;
  /** Whether an answer shows that the gate knows. */
  readonly isSeenIn: (reply: Reply) => boolean;
}

/** How long the gates took, in milliseconds from when the change was accepted. */
export interface MeasuredChange {
  readonly kind: ChangeKind;
  /** Until the last gate knew; null: one did not within half a minute. */
  readonly seenAfter: number | null;
  /** Scans that it took to find out. */
  readonly scans: number;
}
