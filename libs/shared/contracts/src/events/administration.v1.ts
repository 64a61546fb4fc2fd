import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Decision, Message, ReasonCode } from '../vocabulary/decisions';
import { RuleVector } from '../vocabulary/health-facts';
import { Instant, Version } from '../vocabulary/scalars';
import { VenueKind } from '../vocabulary/venues';

const TokenHash = z.string().regex(/^[0-9a-f]{64}$/);

/** An Ed25519 public key (RFC 8032): 32 bytes in base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const DeviceV1 = defineEvent({
  topic: 'administration.device.v1',
  type: 'administration.device.v1',
  key: ({ deviceId }) => deviceId,
  keyedBy: 'deviceId',
  data: z.object({
    deviceId: z.uuid(),
    checkpoint: z.uuid(),
    status: z.enum(['enrolling', 'active', 'revoked']),
    tokenHash: TokenHash.nullable().describe('SHA-256 of the 256-bit token, in hex; kept when revoked'),
    previousTokens: z
      .array(z.object({ hash: TokenHash, goodUntil: Instant }))
      .default([])
      .describe('Tokens that were replaced, the last one first, and until when each is still good'),
    publicKey: PublicKey.nullable().default(null).describe('What it signs its requests with; null: it has no key'),
    previousKeys: z
      .array(z.object({ publicKey: PublicKey, goodUntil: Instant }))
      .default([])
      .describe('Keys that were replaced, the last one first, and until when each is still good'),
    version: Version,
  }),
});
export type DeviceV1 = z.output<typeof DeviceV1.data>;

export const CheckpointV1 = defineEvent({
  topic: 'administration.checkpoint.v1',
  type: 'administration.checkpoint.v1',
  key: ({ checkpoint }) => checkpoint,
  keyedBy: 'checkpoint',
  data: z.object({
    checkpoint: z.uuid(),
    name: z.string(),
    agency: z.uuid(),
    district: z.string(),
    venueKind: VenueKind,
    version: Version,
  }),
});
export type CheckpointV1 = z.output<typeof CheckpointV1.data>;

/** The person satisfies the rule when its CertLogic expression is true; otherwise its code is a reason. */
export const EntryRule = z.object({
  code: ReasonCode,
  decision: Decision.exclude(['allow']),
  venueKinds: z.array(VenueKind).nullable().describe('Null: everywhere'),
  message: Message,
  logic: z.json().describe('CertLogic over the facts of docs/entry-rules.md'),
  vectors: z.array(RuleVector).optional().describe('People of whom it is known whether they satisfy the rule'),
});
export type EntryRule = z.output<typeof EntryRule>;

const Seconds = z.int().min(1).max(86_400);

/** Until facts are that old, a gate that hears nothing of their owners goes on with them. */
export const FactsMaxAge = z.object({
  usual: Seconds,
  byVenueKind: z.partialRecord(VenueKind, Seconds).describe('Where another age than the usual holds'),
});
export type FactsMaxAge = z.output<typeof FactsMaxAge>;

const quarterOfAnHour: FactsMaxAge = { usual: 900, byVenueKind: { hospital: 300 } };

export const EntryPolicyV1 = defineEvent({
  topic: 'administration.entry-policy.v1',
  type: 'administration.entry-policy.v1',
  key: ({ policyVersion }) => policyVersion,
  keyedBy: 'policyVersion',
  data: z.object({
    policyVersion: z.string().min(1),
    validFrom: Instant,
    validTo: Instant.nullable(),
    rules: z.array(EntryRule).min(1),
    factsMaxAge: FactsMaxAge.default(quarterOfAnHour).describe(
      'In seconds; beyond it nobody is allowed in by what a gate holds: `allow` becomes `check`, `FACTS_UNAVAILABLE`',
    ),
    signatureRequired: z
      .array(VenueKind)
      .default([])
      .describe('Where a device must sign its requests: a bearer token alone is refused there'),
    version: Version,
  }),
});
export type EntryPolicyV1 = z.output<typeof EntryPolicyV1.data>;
