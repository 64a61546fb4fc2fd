import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { ContactLookupsController } from './contact-lookups.controller';
import { ContactLookups } from './contact-lookups.service';
import { PassageRepository } from './passage.repository';
import { SubjectSource } from './subject-source';

@Module({})
export class ContactsModule {
  static forRoot({ identityUrl }: { identityUrl: string }): DynamicModule {
    return {
      module: ContactsModule,
      imports: [AuditModule],
      controllers: [ContactLookupsController],
      providers: [
        ContactLookups,
        PassageRepository,
        { provide: SubjectSource, useValue: new SubjectSource(identityUrl) },
      ],
    };
  }
}
