import type { Decision, Message } from '@entry/contracts/vocabulary/decisions';

interface Answer {
  readonly decision: Decision;
  readonly reasons: readonly { readonly code: string; readonly message: Message }[];
}

const notRecorded = {
  code: 'NOT_RECORDED',
  message: {
    vi: 'Chưa ghi được lượt quét này. Kiểm tra thẻ bằng mắt và ghi lại vào sổ.',
    en: 'This scan could not be recorded. Check the card by hand and note it.',
  },
};

/** What is said of a scan that could not be kept: nobody is let in unseen, and a `deny` stays one. */
export function answerUnkept<Given extends Answer>(answer: Given): Given {
  const decision = answer.decision === 'deny' ? 'deny' : 'check';
  return { ...answer, decision, reasons: [...answer.reasons, notRecorded] };
}

export function isUnkept({ reasons }: Pick<Answer, 'reasons'>): boolean {
  return reasons.some(({ code }) => code === notRecorded.code);
}
