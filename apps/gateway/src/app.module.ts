import { serviceModules } from '@entry/platform/service/service-modules';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AdmissionModule } from './admission/admission.module';
import { CONFIG, type GatewayConfig } from './config';
import { DeviceTokenReader } from './devices/device-token-reader';
import { DevicesModule } from './devices/devices.module';
import { ForwardingModule } from './forwarding/forwarding.module';
import { OfflineScansModule } from './offline-scans/offline-scans.module';
import { SelfModule } from './self/self.module';
import { SignedRequestReader } from './signatures/signed-request-reader';
import { VerificationModule } from './verification/verification.module';

const devices = { module: DevicesModule, tokens: DeviceTokenReader, requests: SignedRequestReader };

@Global()
@Module({})
export class AppModule {
  static forRoot(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...serviceModules(config.GATEWAY_ID, config, devices),
        AdmissionModule,
        VerificationModule,
        OfflineScansModule,
        SelfModule,
        ForwardingModule,
      ],
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
