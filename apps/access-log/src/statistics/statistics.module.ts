import { Module } from '@nestjs/common';
import { ListingModule } from '../listing/listing.module';
import { AccessStatisticsController } from './access-statistics.controller';
import { AccessStatisticsRepository } from './access-statistics.repository';
import { AccessStatisticsService } from './access-statistics.service';
import { Sums } from './sums';

@Module({
  imports: [ListingModule],
  controllers: [AccessStatisticsController],
  providers: [AccessStatisticsRepository, AccessStatisticsService, Sums],
})
export class StatisticsModule {}
