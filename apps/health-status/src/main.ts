import { readConfig } from '@entry/platform/config/read-config';
import { runService } from '@entry/platform/http/run-service';
import { serveLookups } from '@entry/platform/lookups/lookup-server';
import { AppModule } from './app.module';
import { HealthStatusConfig } from './config';

void runService(
  'health-status',
  () => {
    const config = readConfig(HealthStatusConfig);
    return { config, module: AppModule.forRoot(config) };
  },
  (app) => serveLookups(app, 'health-status-lookup'),
);
