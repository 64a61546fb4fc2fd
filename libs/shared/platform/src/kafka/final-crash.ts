interface CrashingConsumer {
  readonly events: { readonly CRASH: 'consumer.crash' };
  on(event: 'consumer.crash', listener: (event: { payload: { error: Error; restart: boolean } }) => void): unknown;
}

/** kafkajs starts a consumer again after most errors. After the others it is gone for good, and only this event says so. */
export function onFinalCrash(consumer: CrashingConsumer, then: (error: Error) => void): void {
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) then(error);
  });
}
