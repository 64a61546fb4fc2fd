import { defineEvent } from '@entry/contracts/define-event';
import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { storableInstant, storableText } from './storable';

/** The contract, less what PostgreSQL cannot keep. */
export const StorableAccessEvent = defineEvent({
  ...AccessEventV1,
  data: AccessEventV1.data.extend({
    gatewayId: storableText.min(1),
    district: storableText,
    policyVersion: storableText,
    scannedAt: storableInstant,
    receivedAt: storableInstant,
  }),
});
