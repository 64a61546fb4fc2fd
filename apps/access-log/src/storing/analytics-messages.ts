import { AnalyticsAccessEventV1, type AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { Injectable } from '@nestjs/common';
import { VisitorPseudonyms } from './visitor-pseudonyms';

/** Scans as analysts get them: the same scan always gives the same event, under names that do not lead back. */
@Injectable()
export class AnalyticsMessages {
  constructor(private readonly pseudonyms: VisitorPseudonyms) {}

  of(event: AccessEventV1, traceparent: string | undefined): EventMessage {
    const { scanId: _, gatewayId: __, subject, ...scan } = event;
    const eventId = this.pseudonyms.eventId(event.eventId);
    const visitor = this.pseudonyms.visitor(subject, event.scannedAt);
    return toEventMessage(
      AnalyticsAccessEventV1,
      { ...scan, eventId, visitor },
      { source: '/access-log', id: eventId, time: new Date(event.receivedAt), ...(traceparent ? { traceparent } : {}) },
    );
  }
}
