import type { Decision } from '@entry/contracts/vocabulary/decisions';
import type { ScanVerdict } from './scan';

const headlines: Readonly<Record<Decision, string>> = {
  allow: 'ALLOW · CHO VÀO',
  check: 'CHECK · KIỂM TRA',
  deny: 'DENY · TỪ CHỐI',
};

/** As a guard would read it: the decision, and each reason in both languages. */
export function verdictText({ decision, reasons, scanId, policyVersion, factsAsOf }: ScanVerdict): string {
  const because = reasons.map(({ code, message }) => `  ${code}\n    ${message.vi}\n    ${message.en}`);
  const facts = factsAsOf === null ? 'facts of unknown age' : `facts as of ${factsAsOf}`;
  return [headlines[decision], ...because, `scan ${scanId}, rules ${policyVersion}, ${facts}`].join('\n');
}
