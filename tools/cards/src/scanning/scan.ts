import { CityClient } from '@entry/client/city-client';
import { Decision, Message, ReasonCode } from '@entry/contracts/vocabulary/decisions';
import { z } from 'zod';
import { CardProblem } from '../card-problem';

export interface Scanner {
  readonly gateway: string;
  /** Of a device. */
  readonly token: string;
}

/** What a scanner may tell beside the text of the QR. */
export interface ScanDetails {
  readonly scanId?: string;
  readonly sequence?: number;
  readonly scannedAt?: string;
  readonly direction?: string;
}

const ScanVerdict = z.object({
  scanId: z.string(),
  decision: Decision,
  reasons: z.array(z.object({ code: ReasonCode, message: Message })),
  policyVersion: z.string(),
  factsAsOf: z.string().nullable(),
});
export type ScanVerdict = z.output<typeof ScanVerdict>;

const Refusal = z.object({
  code: z.string(),
  detail: z.string(),
  message: Message.optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).default([]),
});

/** Sends what was read, as a scanner does. Throws a CardProblem when there is no decision, with the gateway's reason. */
export async function scan({ gateway, token }: Scanner, qr: string, details: ScanDetails): Promise<ScanVerdict> {
  const { status, body } = await send(gateway, token, { qr, ...details });
  const verdict = ScanVerdict.safeParse(body);
  if (status === 200 && verdict.success) return verdict.data;

  const refusal = Refusal.safeParse(body);
  if (!refusal.success) throw new CardProblem(`${gateway} answered ${status}, but not as a gateway does.`);
  const { code } = refusal.data;
  if (status === 401 || status === 403) throw new CardProblem(`The gateway refuses the token of this device: ${code}.`);
  throw new CardProblem(refusalText(refusal.data));
}

function refusalText({ code, detail, message, errors }: z.output<typeof Refusal>): string {
  if (message) return [code, `  ${message.vi}`, `  ${message.en}`].join('\n');
  return [`${code}: ${detail}`, ...errors.map((error) => `  ${error.pointer}: ${error.message}`)].join('\n');
}

async function send(gateway: string, token: string, body: object) {
  try {
    return await new CityClient(gateway, () => '').send('POST', '/v1/verify', token, body);
  } catch (error) {
    if (error instanceof SyntaxError) throw new CardProblem(`${gateway} gives no JSON: it is no gateway.`);
    throw new CardProblem(`No gateway answers at ${gateway}: is it running? \`npm start\` starts one.`);
  }
}
