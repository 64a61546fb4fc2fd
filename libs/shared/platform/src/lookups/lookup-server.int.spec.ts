import { lookupTopics } from '@entry/contracts/lookups';
import { testBrokers } from '@entry/testing/test-environment';
import { until } from '@entry/testing/until';
import { Controller, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { MessagePattern, ServerKafka } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { HealthModule } from '../health/health.module';
import { Readiness } from '../health/readiness';
import { KafkaConnection } from '../kafka/kafka-connection';
import { KafkaModule } from '../kafka/kafka.module';
import { serveLookups } from './lookup-server';

const asked: unknown[] = [];

@Controller()
class EchoController {
  @MessagePattern(lookupTopics.health)
  answer(question: unknown): unknown {
    asked.push(question);
    return question;
  }
}

@Module({
  imports: [HealthModule, DiscoveryModule, KafkaModule.forRoot({ brokers: testBrokers(), clientId: 'look-up-test' })],
  controllers: [EchoController],
})
class EchoModule {}

describe('serveLookups', () => {
  it('begins anew while a broker that comes back refuses it, and then answers', async () => {
    const app = await NestFactory.create(EchoModule, new FastifyAdapter(), { logger: false });
    const refused = jest.spyOn(
      ServerKafka.prototype as unknown as { createClient(): Promise<unknown> },
      'createClient',
    );
    for (let failure = 0; failure < 2; failure++) refused.mockRejectedValueOnce(new Error('no group coordinator'));
    const readiness = app.get(Readiness);
    await serveLookups(app, randomUUID());
    await until('look-ups are ready', () => readiness.missing().length === 0);

    const question = randomUUID();
    const producer = app.get(KafkaConnection).producer();
    await producer.connect();
    const headers = {
      kafka_correlationId: question,
      kafka_replyTopic: `${lookupTopics.health}.reply`,
      kafka_replyPartition: '0',
    };
    await producer.send({
      topic: lookupTopics.health,
      messages: [{ value: JSON.stringify({ question }), headers }],
    });
    await until('the question', () => JSON.stringify(asked).includes(question));
    await producer.disconnect();
    await app.close();

    expect(refused).toHaveBeenCalledTimes(3);
  });
});
