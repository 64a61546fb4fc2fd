import { Module, type DynamicModule } from '@nestjs/common';
import { recordRejectionsController } from './record-rejections.controller';
import { RejectedRows } from './rejected-rows';
import { RejectionPages } from './rejection-pages';

@Module({})
export class RejectionsModule {
  static forRoot({ healthStatusUrl }: { healthStatusUrl: string }): DynamicModule {
    return {
      module: RejectionsModule,
      global: true,
      controllers: [recordRejectionsController('vaccination'), recordRejectionsController('infection')],
      providers: [{ provide: RejectionPages, useValue: new RejectionPages(healthStatusUrl) }, RejectedRows],
      exports: [RejectedRows],
    };
  }
}
