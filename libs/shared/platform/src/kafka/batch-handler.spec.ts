import { Logger } from '@nestjs/common';
import { parcelEvent, parcelMessage, type ParcelEvent } from '../outbox/parcel.fake';
import { BatchHandler } from './batch-handler';
import type { EventPublisher, OutgoingMessage } from './event-publisher';

type Messages = Parameters<BatchHandler<ParcelEvent>['take']>[1];

const event = parcelEvent('parcels');
const always = () => true;

const messagesOf = (...parcels: readonly string[]): Messages =>
  parcels.map((parcel, offset) => {
    const { key, value, headers } = parcelMessage(event, parcel.replace('?', ''), offset);
    const text = parcel.endsWith('?') ? '{' : value;
    return {
      key: Buffer.from(key),
      value: Buffer.from(text),
      headers,
      offset: String(offset),
      timestamp: '',
      attributes: 0,
    };
  });

describe('BatchHandler', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('tells of a message that was set aside in its place, also when messages are handled one by one', async () => {
    const letters: OutgoingMessage[] = [];
    const publisher: Pick<EventPublisher, 'publish'> = {
      publish: (messages) => Promise.resolve(void letters.push(...messages)),
    };
    const told: string[] = [];
    const handler = new BatchHandler(
      event.topic,
      {
        events: [event],
        handle: ({ events, setAside }) => {
          if (events.some(({ data }) => data.parcel === 'faulty')) throw new TypeError('a mistake of ours');
          const inPlace = [
            ...events.map(({ offset, data }) => ({ offset, what: data.parcel })),
            ...setAside.map(({ offset, key }) => ({ offset, what: `${key}?` })),
          ];
          told.push(...inPlace.sort((one, other) => Number(one.offset - other.offset)).map(({ what }) => what));
          return Promise.resolve();
        },
      },
      publisher as EventPublisher,
      new Logger(),
    );

    expect(await handler.take(0, messagesOf('B', 'A', 'A?', 'faulty', 'C'), null, always)).toBe(true);
    expect(told).toEqual(['B', 'A', 'A?', 'faulty?', 'C']);
    expect(letters.map(({ key }) => String(key))).toEqual(['A', 'faulty']);
  });
});
