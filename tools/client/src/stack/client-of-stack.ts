import { roles } from '@entry/contracts/vocabulary/roles';
import type { Stack } from '@entry/stack/stack/stack';
import { CityClient } from '../city-client';

/** A client that acts in every role, with tokens of the stack's own issuer. */
export async function clientOfStack(stack: Pick<Stack, 'gatewayUrl' | 'tokens'>): Promise<CityClient> {
  const tokens = new Map<string, string>();
  for (const role of roles) if (role !== 'device') tokens.set(role, await stack.tokens(role));
  return new CityClient(stack.gatewayUrl, (role) => tokens.get(role) ?? '', stack.tokens);
}
