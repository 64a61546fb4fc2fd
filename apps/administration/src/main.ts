import { readConfig } from '@entry/platform/config/read-config';
import { runService } from '@entry/platform/http/run-service';
import { AppModule } from './app.module';
import { AdministrationConfig } from './config';

void runService('administration', () => {
  const config = readConfig(AdministrationConfig);
  return { config, module: AppModule.forRoot(config) };
});
