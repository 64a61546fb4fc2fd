import { refuseDecision, refuseReview } from './line-decision';

describe('a district', () => {
  it('leaves a quantity as it is without a word', () => {
    expect(refuseReview({ quantity: 4 }, { quantity: 4 })).toBeNull();
  });

  it.each([3, 5, 0])('changes 4 to %i only with a reason', (quantity) => {
    expect(refuseReview({ quantity: 4 }, { quantity })).toMatchObject({ code: 'REASON_REQUIRED' });
    expect(refuseReview({ quantity: 4 }, { quantity, reason: 'One gate is closed' })).toBeNull();
  });
});

describe('the committee', () => {
  const line = { reviewedQuantity: 3, approvedQuantity: null };

  it('approves what was handed up', () => {
    expect(refuseDecision(line, { quantity: 3 })).toBeNull();
  });

  it.each([2, 0])('approves %i of 3 only with a reason', (quantity) => {
    expect(refuseDecision(line, { quantity })).toMatchObject({ code: 'REASON_REQUIRED' });
    expect(refuseDecision(line, { quantity, reason: 'Budget' })).toBeNull();
  });

  it('approves no more than was handed up', () => {
    expect(refuseDecision(line, { quantity: 4, reason: 'Generous' })).toMatchObject({ code: 'QUANTITY_TOO_LARGE' });
  });

  it('decides a line once', () => {
    expect(refuseDecision({ ...line, approvedQuantity: 0 }, { quantity: 3 })).toMatchObject({ code: 'LINE_DECIDED' });
  });
});
