import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { PolicyDirectory } from '../entry-rules/policy-directory';
import { FactsModule } from '../facts/facts.module';
import { digestSignedBodies } from '../signatures/body-digest';
import { SignedRequestReader } from '../signatures/signed-request-reader';
import { UsedNonces } from '../signatures/used-nonces';
import { DeviceDirectory } from './device-directory';
import { DeviceTokenReader } from './device-token-reader';

/** Who calls a gate: by a token, or by a signature where the policy in force wants one. */
@Module({
  imports: [FactsModule],
  providers: [DeviceDirectory, DeviceTokenReader, PolicyDirectory, SignedRequestReader, UsedNonces],
  exports: [DeviceDirectory, DeviceTokenReader, PolicyDirectory, SignedRequestReader],
})
export class DevicesModule {
  constructor({ httpAdapter }: HttpAdapterHost<FastifyAdapter>) {
    digestSignedBodies(httpAdapter.getInstance());
  }
}
