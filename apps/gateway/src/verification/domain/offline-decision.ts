import type { Decision, Message } from '@entry/contracts/vocabulary/decisions';

const policyVersion = 'offline';
const message: Message = {
  vi: 'Thiết bị tự quyết định khi mất kết nối.',
  en: 'The device decided by itself while it was cut off.',
};

/** What is recorded of a scan that its device decided by itself: no entry policy was applied, no facts were looked up. */
export function offlineAnswer(decision: Decision, receivedAt: Date) {
  const reasons = [{ code: 'DECIDED_OFFLINE', message }];
  return { decision, reasons, checkedAt: receivedAt.toISOString(), policyVersion, factsAsOf: null };
}

/**
 * What a scan that comes again is answered with: as before, unless it would now be `deny`. What a device decided by itself is
 * never given out as a gate's answer.
 */
export function answerToRepeat<Answer extends { readonly decision: Decision; readonly policyVersion: string }>(
  first: Answer,
  now: Answer,
): Answer {
  return now.decision === 'deny' || first.policyVersion === policyVersion ? now : first;
}
