import { roles, type Role } from '@entry/contracts/vocabulary/roles';
import type { Caller } from '@entry/platform/access/caller';
import { AccessGuard, TokenReaders } from '@entry/platform/access/access.guard';
import { TokenReader } from '@entry/platform/access/token-reader';
import { BatchProgress } from '@entry/platform/batches/batch-progress';
import { BatchRejections } from '@entry/platform/batches/batch-rejections';
import { BatchUpload } from '@entry/platform/batches/batch-upload';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { Readiness } from '@entry/platform/health/readiness';
import { createHttpApp } from '@entry/platform/http/http-app';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createSecretKey, randomBytes } from 'node:crypto';
import { migrations } from '../migrations';
import { recordBatchController } from './record-batch.controller';
import { RecordBatches } from './record-batches.service';
import { SubmittedRowsPublisher } from './submitted-rows.publisher';

/** Takes `<role>:<id>` for a token. */
class FakeTokenReader extends TokenReader {
  read(token: string): Caller {
    const [role, id = 'somebody'] = token.split(':');
    return { id, roles: roles.filter((known): known is Role => known === role), district: null, agency: null };
  }
}

@Module({})
class RecordBatchesApp {}

export const aPersonalDataCipher = () => new PersonalDataCipher(createSecretKey(randomBytes(32)));

/** The batches' HTTP interface on a real database; what is staged stays there. */
export async function startRecordBatches(databaseUrl: string): Promise<NestFastifyApplication> {
  const app = await createHttpApp(
    {
      module: RecordBatchesApp,
      imports: [
        loggerModule('health-status', 'fatal'),
        DiscoveryModule,
        DatabaseModule.forRoot({ url: databaseUrl, service: 'health-status', migrations }),
      ],
      controllers: [recordBatchController('vaccination'), recordBatchController('infection')],
      providers: [
        { provide: TokenReaders, useValue: new TokenReaders([new FakeTokenReader()]) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: PersonalDataCipher, useFactory: aPersonalDataCipher },
        {
          provide: SubmittedRowsPublisher,
          useValue: { wake: () => undefined } satisfies Pick<SubmittedRowsPublisher, 'wake'>,
        },
        BatchUpload,
        BatchRepository,
        BatchRejections,
        BatchProgress,
        Readiness,
        RecordBatches,
      ],
    },
    'health-status',
  );
  await app.listen(0, '127.0.0.1');
  return app;
}

export const vaccinationHeader =
  'record_id,full_name,date_of_birth,sex,id_number,dose_number,vaccine,vaccinated_on,facility';

/** A file of so many rows, each with a name of its own. */
export function vaccinationFile(rows: number): string {
  const row = (index: number) =>
    `V${index},Nguyễn Văn Người ${index},1990-03-15,male,001090000001,1,Comirnaty,2022-01-10,"Trạm y tế, Phúc Xá"`;
  return [vaccinationHeader, ...Array.from({ length: rows }, (_, index) => row(index + 1)), ''].join('\r\n');
}
