import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { argv } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { HealthModule } from '../health/health.module';
import { Readiness } from '../health/readiness';
import { createHttpApp } from '../http/http-app';
import { loggerModule } from '../logging/logger.module';
import { parcelEvent } from '../outbox/parcel.fake';
import { EventConsumers } from './event-consumers';
import { KafkaModule } from './kafka.module';
import { fromTheBeginning } from './positions';

const [broker = '', topic = '', group = ''] = argv.slice(3);

@Module({
  imports: [
    loggerModule('reader', 'warn'),
    HealthModule,
    DiscoveryModule,
    KafkaModule.forRoot({ brokers: [broker], clientId: 'reader' }),
  ],
})
class ReadingModule {}

/** A service that reads one topic and does nothing else. It writes a line when it is ready and one, with what it waits for, when it is told to end. */
async function run(): Promise<void> {
  const app = await createHttpApp(ReadingModule, 'reader');
  const readiness = app.get(Readiness);
  process.once('SIGTERM', () => console.log(`told to end: ${readiness.missing().join(', ')}`));
  const handle = () => Promise.resolve();
  app.get(EventConsumers).start({ group, events: [parcelEvent(topic)], positions: fromTheBeginning, handle });
  await app.listen(0, '127.0.0.1');
  while (readiness.missing().length > 0) await delay(20);
  console.log('ready');
}

void run();
