import type { INestApplication } from '@nestjs/common';
import { ServerKafka, type KafkaContext, type KafkaOptions } from '@nestjs/microservices';
import { setTimeout as delay } from 'node:timers/promises';
import { Readiness } from '../health/readiness';
import { onFinalCrash } from '../kafka/final-crash';
import { KafkaConnection, transportSettings } from '../kafka/kafka-connection';
import { atMost } from '../lifecycle/at-most';
import { endService } from '../lifecycle/end-service';

type ServerOptions = Required<KafkaOptions>['options'];

/**
 * After a kill the group answers when the dead member's session has ended. A request that gives up before leaves one more
 * dead member behind, so requests wait for longer than a session lasts.
 */
const session = 6_000;
const requestTimeout = 15_000;

/** A broker that comes back refuses some; who is refused so often in a row is refused for good. */
const attemptsInARow = 5;

/**
 * Answers look-ups by Nest's request and reply over Kafka: every `@AnswersLookup` of the service. Returns at once: look-ups
 * wait for Kafka without holding up the rest. The service is ready when they run; a server that can run no longer gives way to a
 * new one, and when that fails time after time the service ends, to be started again.
 */
export function serveLookups(app: INestApplication, group: string): Promise<void> {
  const kafka = app.get(KafkaConnection, { strict: false });
  const readiness = app.get(Readiness, { strict: false });
  const ready = readiness.expect('look-ups');
  let failures = 0;
  const run = async (begin: () => Promise<unknown>): Promise<void> => {
    const failuresBefore = failures;
    try {
      await begin();
      // kafkajs resolves also after a crash at the join.
      if (failures > failuresBefore) return;
      failures = 0;
      ready();
    } catch (error) {
      await onEnd(error as Error);
    }
  };
  const onEnd = async (error: Error): Promise<void> => {
    failures += 1;
    if (failures === attemptsInARow) return endService(readiness, `look-ups of ${group}`, error);
    await server.close();
    await delay(1_000);
    await run(() => server.begin());
  };
  const server = new LookupServer(serverOptions(kafka, group), (error) => void onEnd(error));
  const microservice = app.connectMicroservice({ strategy: server });
  void kafka.ready().then(() => run(() => microservice.listen()));
  return Promise.resolve();
}

function serverOptions({ brokers, clientId }: KafkaConnection, groupId: string): ServerOptions {
  return {
    client: {
      retry: { maxRetryTime: 2_000, retries: Number.MAX_SAFE_INTEGER },
      brokers,
      clientId,
      logLevel: transportSettings.logLevel,
      connectionTimeout: 2_000,
      requestTimeout,
    },
    postfixId: '',
    consumer: {
      groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 500,
      sessionTimeout: session,
      heartbeatInterval: 1_000,
      rebalanceTimeout: session,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 100 },
    },
    // Who asked has long stopped waiting when a service comes back: it goes on with the newest question, never the oldest.
    subscribe: { fromBeginning: false },
    run: { autoCommit: false, partitionsConsumedConcurrently: 4 },
    producer: {
      allowAutoTopicCreation: false,
      createPartitioner: transportSettings.createPartitioner,
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 2 },
    },
    send: { acks: 1, timeout: 1_000 },
  };
}

class LookupServer extends ServerKafka {
  constructor(
    options: ServerOptions,
    private readonly onCrash: (error: Error) => void,
  ) {
    super(options);
  }

  protected override registerConsumerEventListeners(): void {
    super.registerConsumerEventListeners();
    if (this.consumer) onFinalCrash(this.consumer, this.onCrash);
  }

  /** Once more, after it was closed; rejects when that fails. */
  begin(): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.listen((error) => (error instanceof Error ? reject(error) : resolve()));
    });
  }

  override close(): Promise<void> {
    return atMost(2_000, super.close());
  }

  /** A question that names no topic for its reply has nobody to answer; Nest would take it for an event and try it for ever. */
  override handleEvent(pattern: string, _packet: unknown, _context: KafkaContext): Promise<void> {
    this.logger.warn(`a message on ${pattern} asks for no reply`);
    return Promise.resolve();
  }
}
