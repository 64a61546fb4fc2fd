import { readConfig } from '@entry/platform/config/read-config';
import { runService } from '@entry/platform/http/run-service';
import { serveLookups } from '@entry/platform/lookups/lookup-server';
import { AppModule } from './app.module';
import { IdentityConfig } from './config';

void runService(
  'identity',
  () => {
    const config = readConfig(IdentityConfig);
    return { config, module: AppModule.forRoot(config) };
  },
  (app) => serveLookups(app, 'identity-lookup'),
);
