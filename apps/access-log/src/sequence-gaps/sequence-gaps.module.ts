import { Module, type DynamicModule } from '@nestjs/common';
import { SequenceGapRepository } from './sequence-gap.repository';
import { SequenceGapsWatch } from './sequence-gaps-watch';
import { SequenceGapsController } from './sequence-gaps.controller';
import { Grace, SequenceGapsService } from './sequence-gaps.service';

@Module({})
export class SequenceGapsModule {
  static forRoot({ graceSeconds }: { graceSeconds: number }): DynamicModule {
    return {
      module: SequenceGapsModule,
      controllers: [SequenceGapsController],
      providers: [
        SequenceGapRepository,
        SequenceGapsService,
        SequenceGapsWatch,
        { provide: Grace, useValue: new Grace(graceSeconds * 1_000) },
      ],
    };
  }
}
