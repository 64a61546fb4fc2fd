export type QuantityWarning = 'MORE_THAN_NEEDED' | 'FEWER_THAN_NEEDED';

/**
 * People that a scanner serves on a day when it is used well: an answer and a look at the person take some four seconds, a rush lasts about
 * two hours and brings a third of the day. Far from it is a question to the agency, no error.
 */
const fewest = 100;
const most = 5_400;

export function quantityWarnings(line: { quantity: number; peopleADay: number }): QuantityWarning[] {
  const peopleADevice = line.peopleADay / line.quantity;
  // One device is needed wherever anyone passes.
  if (peopleADevice < fewest && line.quantity > 1) return ['MORE_THAN_NEEDED'];
  return peopleADevice > most ? ['FEWER_THAN_NEEDED'] : [];
}
