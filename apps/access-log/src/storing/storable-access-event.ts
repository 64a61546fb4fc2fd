import { defineEvent } from '@entry/contracts/define-event';
import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { isStorable } from '../domain/storable-instant';

const text = z.string().refine((value) => !value.includes('\0'), 'PostgreSQL keeps no NUL');
const instant = Instant.refine((value) => isStorable(new Date(value)), 'outside of the years 1 to 9999');

/** The contract, less what PostgreSQL cannot keep: such a message is set aside, where a failing insert would hold up its partition for ever. */
export const StorableAccessEvent = defineEvent({
  ...AccessEventV1,
  data: AccessEventV1.data.extend({
    gatewayId: text.min(1),
    district: text,
    policyVersion: text,
    scannedAt: instant,
    receivedAt: instant,
  }),
});
