import { readConfig } from '@entry/platform/config/read-config';
import { runService } from '@entry/platform/http/run-service';
import { AppModule } from './app.module';
import { AccessLogConfig } from './config';

void runService('access-log', () => {
  const config = readConfig(AccessLogConfig);
  return { config, module: AppModule.forRoot(config) };
});
