/** A line of a proposal as far as deciding on it goes. */
export interface Decided {
  /** What the district made of it. */
  readonly reviewedQuantity: number | null;
  /** Null until it is decided; 0 when it is rejected. */
  readonly approvedQuantity: number | null;
}

export interface LineRefusal {
  readonly code: 'REASON_REQUIRED' | 'QUANTITY_TOO_LARGE' | 'LINE_DECIDED';
  readonly message: string;
}

interface Change {
  readonly quantity: number;
  readonly reason?: string | undefined;
}

/** A district changes a quantity only with a reason. */
export function refuseReview(line: { readonly quantity: number }, change: Change): LineRefusal | null {
  if (change.quantity === line.quantity || change.reason !== undefined) return null;
  return { code: 'REASON_REQUIRED', message: 'A quantity is changed only with a reason.' };
}

/** The committee may approve less than was reviewed, never more, and decides a line once. */
export function refuseDecision({ reviewedQuantity, approvedQuantity }: Decided, change: Change): LineRefusal | null {
  const reviewed = reviewedQuantity ?? 0;
  if (approvedQuantity !== null) return { code: 'LINE_DECIDED', message: 'This line was decided before.' };
  if (change.quantity > reviewed) {
    return { code: 'QUANTITY_TOO_LARGE', message: `No more than the ${reviewed} that were handed up.` };
  }
  if (change.quantity < reviewed && change.reason === undefined) {
    return { code: 'REASON_REQUIRED', message: 'Less than was handed up is approved only with a reason.' };
  }
  return null;
}
