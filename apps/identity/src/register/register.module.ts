import { CitizenTags } from '@entry/platform/personal-data/pseudonyms';
import { Module, type DynamicModule } from '@nestjs/common';
import type { KeyObject } from 'node:crypto';
import { CitizenLookupController } from './citizen-lookup.controller';
import { CitizenRepository } from './citizen.repository';
import { PopulationBatchController } from './population-batch.controller';
import { PopulationBatchWorker } from './population-batch.worker';
import { CaseNumbers } from '../cases/case-numbers';
import { RecordCases } from '../cases/record-cases.repository';
import { RegisterTurns } from './register-turns';
import { ResidenceLookupController } from './residence-lookup.controller';
import { SubjectKey } from './subject-key';
import { SubjectsController } from './subjects.controller';

@Module({})
export class RegisterModule {
  static forRoot({ subjectKey, tagKey }: { subjectKey: KeyObject; tagKey: KeyObject }): DynamicModule {
    return {
      module: RegisterModule,
      global: true,
      controllers: [PopulationBatchController, CitizenLookupController, ResidenceLookupController, SubjectsController],
      providers: [
        { provide: SubjectKey, useValue: new SubjectKey(subjectKey) },
        { provide: CitizenTags, useValue: new CitizenTags(tagKey) },
        CitizenRepository,
        RegisterTurns,
        RecordCases,
        CaseNumbers,
        PopulationBatchWorker,
      ],
      exports: [SubjectKey, CitizenTags, CitizenRepository, RegisterTurns, RecordCases, CaseNumbers],
    };
  }
}
