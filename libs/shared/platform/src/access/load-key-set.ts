import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

export interface KeySetLocation {
  readonly issuer: string;
  /** Undefined where the issuer's discovery document is to say it. */
  readonly jwksUrl?: string | undefined;
}

const patience = 3_000;

/** The keys that an issuer publishes now; rejects with the reason within six seconds when they cannot be had. */
export async function loadKeySet({ issuer, jwksUrl }: KeySetLocation): Promise<JSONWebKeySet> {
  return (await getJson(jwksUrl ?? (await discoverKeySet(issuer)))) as JSONWebKeySet;
}

/** OpenID Connect Discovery 1.0, sections 4.1 and 4.3: a document that names another issuer is not to be used. */
async function discoverKeySet(issuer: string): Promise<string> {
  const document = await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { jwks_uri: url } = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(document);
  const { protocol } = new URL(issuer);
  if (new URL(url).protocol !== protocol) throw new Error(`jwks_uri ${url} is not ${protocol} like the issuer`);
  return url;
}

async function getJson(url: string): Promise<unknown> {
  const headers = { accept: 'application/json' };
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
