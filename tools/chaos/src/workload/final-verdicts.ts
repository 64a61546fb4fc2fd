import type { CityClient, Device, Verdict } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';

const atOnce = 8;

/** What a gate says of each card: the decision with its reasons. Facts that are not to be had yet are waited for. */
export async function verdictsOf(client: CityClient, device: Device, qrs: readonly string[]): Promise<string[]> {
  const verdicts: string[] = [];
  let next = 0;
  const work = async () => {
    while (next < qrs.length) {
      const card = next++;
      verdicts[card] = await insist('a verdict that rests on facts', () => verdictOf(client, device, qrs[card] ?? ''));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return verdicts;
}

export function decisionOf(verdict: string): Verdict['decision'] {
  return verdict.split(' ')[0] as Verdict['decision'];
}

async function verdictOf(client: CityClient, device: Device, qr: string): Promise<string | null> {
  const { status, body } = await client.verify(device, qr);
  if (status === 422) return `unreadable ${body.code}`;
  if (status !== 200) return null;
  const codes = body.reasons.map(({ code }) => code);
  return codes.includes('FACTS_UNAVAILABLE') || codes.includes('NOT_RECORDED')
    ? null
    : [body.decision, ...codes].join(' ');
}
