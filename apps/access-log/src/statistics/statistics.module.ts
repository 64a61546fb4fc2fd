import { Module } from '@nestjs/common';
import { ListingModule } from '../listing/listing.module';
import { AccessStatisticsController } from './access-statistics.controller';
import { AccessStatisticsRepository } from './access-statistics.repository';
import { AccessStatisticsService } from './access-statistics.service';

@Module({
  imports: [ListingModule],
  controllers: [AccessStatisticsController],
  providers: [AccessStatisticsRepository, AccessStatisticsService],
})
export class StatisticsModule {}
