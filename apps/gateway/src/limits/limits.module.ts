import { Module } from '@nestjs/common';
import { DeviceReports } from '../self/device-reports';
import { ScanLimits } from './scan-limits';

@Module({ providers: [ScanLimits, DeviceReports], exports: [ScanLimits, DeviceReports] })
export class LimitsModule {}
