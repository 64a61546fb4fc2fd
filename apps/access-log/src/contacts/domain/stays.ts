/** Somebody before a gate, at the time when they were. */
export interface Passage {
  readonly subject: string;
  readonly checkpoint: string;
  readonly agency: string;
  readonly district: string;
  readonly at: Date;
  readonly direction: 'in' | 'out' | null;
  readonly decision: 'allow' | 'check' | 'deny';
}

export interface Stay extends Pick<Passage, 'subject' | 'checkpoint' | 'agency' | 'district'> {
  readonly from: Date;
  readonly to: Date;
}

const minute = 60_000;
/** An `out` that comes later than this belongs to no `in` before it. */
export const longestStay = 12 * 60 * minute;

/**
 * Who stayed when: from `in` to the next `out` at the same checkpoint. Where one of them is missing the stay is taken to be the default;
 * whoever was not let in stood at the gate for that moment. A scan without a direction counts as `in`.
 */
export function staysOf(passages: readonly Passage[], defaultStayMinutes: number): Stay[] {
  const byPlace = Map.groupBy(passages, ({ subject, checkpoint }) => `${subject} ${checkpoint}`);
  return [...byPlace.values()].flatMap((ofPlace) => staysAt(ofPlace, defaultStayMinutes * minute));
}

function staysAt(passages: readonly Passage[], defaultStay: number): Stay[] {
  const inOrder = [...passages].sort((one, other) => one.at.getTime() - other.at.getTime());
  const stays: Stay[] = [];
  let entered: Passage | null = null;
  const leave = (by: Date) => {
    if (entered) stays.push(stayOf(entered, entered.at, earlier(by, after(entered.at, defaultStay))));
    entered = null;
  };
  for (const passage of inOrder) {
    const { at, direction, decision } = passage;
    if (decision === 'deny') stays.push(stayOf(passage, at, at));
    else if (direction !== 'out') {
      leave(at);
      entered = passage;
    } else if (entered !== null && at.getTime() - entered.at.getTime() <= longestStay) {
      stays.push(stayOf(passage, entered.at, at));
      entered = null;
    } else {
      leave(at);
      stays.push(stayOf(passage, after(at, -defaultStay), at));
    }
  }
  leave(new Date(8.64e15));
  return stays;
}

const after = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds);
const earlier = (one: Date, other: Date) => (one < other ? one : other);

function stayOf({ subject, checkpoint, agency, district }: Passage, from: Date, to: Date): Stay {
  return { subject, checkpoint, agency, district, from, to };
}
