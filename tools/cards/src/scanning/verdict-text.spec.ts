import { verdictText } from './verdict-text';

describe('verdictText', () => {
  it('shows the decision, each reason in both languages, and by what it was decided', () => {
    const reasons = [{ code: 'TEST_REQUIRED', message: { vi: 'Cần xét nghiệm.', en: 'A test is needed.' } }];
    const verdict = { scanId: 's-1', decision: 'check' as const, reasons, policyVersion: '2026.1', factsAsOf: null };

    expect(verdictText(verdict).split('\n')).toEqual([
      'CHECK · KIỂM TRA',
      '  TEST_REQUIRED',
      '    Cần xét nghiệm.',
      '    A test is needed.',
      'scan s-1, rules 2026.1, facts of unknown age',
    ]);
  });
});
