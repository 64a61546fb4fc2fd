import type { Reply } from '@entry/client/poster';
import { completionOf } from './scanner';

const answer = (status: number, body: object, retryAfter: string | null = null): Reply => ({
  status,
  retryAfter,
  text: JSON.stringify(body),
});

describe('completionOf', () => {
  it.each<[string, Reply, string]>([
    ['a decision', answer(200, { decision: 'deny' }), 'ok'],
    ['one that is not kept', answer(200, { decision: 'check', reasons: [{ code: 'NOT_RECORDED' }] }), 'indeterminate'],
    ['a refusal that says when to come again', answer(503, { code: 'OVERLOADED' }, '1'), 'failed'],
    ['a refusal of the request', answer(401, { code: 'DEVICE_UNKNOWN' }), 'failed'],
    ['a part that is away', answer(503, { code: 'SERVICE_UNAVAILABLE' }, '5'), 'indeterminate'],
    ['an error of the gate', answer(500, { code: 'INTERNAL_ERROR' }), 'indeterminate'],
    ['a gate that is not there', { failure: 'ECONNREFUSED' }, 'failed'],
    ['a connection that broke', { failure: 'UND_ERR_SOCKET' }, 'indeterminate'],
  ])('takes %s for what it is', (_, reply, completion) => {
    expect(completionOf(reply).completion).toBe(completion);
  });
});
