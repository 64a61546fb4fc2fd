import { readConfig } from '@entry/platform/config/read-config';
import { runService } from '@entry/platform/http/run-service';
import { admitRequests } from './admission/admit-requests';
import { AppModule } from './app.module';
import { GatewayConfig } from './config';
import { serveEventDocs } from './forwarding/event-docs-page';
import { forwardRequests } from './forwarding/forward-requests';
import { ownDocumentPath, servePublicDocs } from './forwarding/public-docs';

void runService(
  'gateway',
  () => {
    const config = readConfig(GatewayConfig);
    return { config, module: AppModule.forRoot(config), openApiPath: ownDocumentPath };
  },
  async (app) => {
    await forwardRequests(app);
    servePublicDocs(app);
    serveEventDocs(app);
    admitRequests(app);
  },
);
