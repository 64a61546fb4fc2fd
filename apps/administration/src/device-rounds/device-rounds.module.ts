import { Module } from '@nestjs/common';
import { AgenciesModule } from '../agencies/agencies.module';
import { CheckpointsModule } from '../checkpoints/checkpoints.module';
import { DeviceProposalRepository } from '../device-proposals/device-proposal.repository';
import { DeviceProposalsController } from '../device-proposals/device-proposals.controller';
import { DeviceProposalsService } from '../device-proposals/device-proposals.service';
import { ProposalSteps } from '../device-proposals/proposal-steps';
import { ProposedCheckpoints } from '../device-proposals/proposed-checkpoints';
import { DeviceRoundRepository } from './device-round.repository';
import { DeviceRoundsController } from './device-rounds.controller';
import { DeviceRoundsService } from './device-rounds.service';
import { RoundDecisions } from './round-decisions';
import { RoundHandUp } from './round-hand-up';
import { RoundReportController } from './round-report.controller';
import { RoundReports } from './round-reports';

/** Rounds and the proposals in them: each step of a proposal is one of its round as well. */
@Module({
  imports: [AgenciesModule, CheckpointsModule],
  controllers: [DeviceRoundsController, RoundReportController, DeviceProposalsController],
  providers: [
    DeviceRoundRepository,
    DeviceRoundsService,
    RoundHandUp,
    RoundDecisions,
    RoundReports,
    DeviceProposalRepository,
    DeviceProposalsService,
    ProposalSteps,
    ProposedCheckpoints,
  ],
})
export class DeviceRoundsModule {}
