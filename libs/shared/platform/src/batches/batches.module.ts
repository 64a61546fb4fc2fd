import { Module, type DynamicModule } from '@nestjs/common';
import type { KeyObject } from 'node:crypto';
import { FactsOwner, GatewayProgress } from '../facts/gateway-progress';
import { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import { BatchCompletion } from './batch-completion';
import { BatchProgress } from './batch-progress';
import { BatchRejections } from './batch-rejections';
import { BatchRepository } from './batch.repository';
import { BatchUpload } from './batch-upload';
import { StagedRows } from './staged-rows';

interface BatchesOptions {
  readonly owner: FactsOwner['name'];
  /** Seals staged rows, and whatever else the service keeps of a person. */
  readonly personalDataKey: KeyObject;
}

@Module({})
export class BatchesModule {
  static forRoot({ owner, personalDataKey }: BatchesOptions): DynamicModule {
    return {
      module: BatchesModule,
      global: true,
      providers: [
        { provide: PersonalDataCipher, useFactory: () => new PersonalDataCipher(personalDataKey) },
        { provide: FactsOwner, useValue: new FactsOwner(owner) },
        GatewayProgress,
        BatchRepository,
        BatchRejections,
        BatchUpload,
        StagedRows,
        BatchCompletion,
        BatchProgress,
      ],
      exports: [PersonalDataCipher, BatchProgress, BatchRepository, BatchRejections, BatchUpload, StagedRows],
    };
  }
}
