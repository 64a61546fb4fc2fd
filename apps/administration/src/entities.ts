import { AgencyEntity } from './agencies/agency.entity';
import { ChangeEntity } from './changes/change.entity';
import { CheckpointEntity } from './checkpoints/checkpoint.entity';
import { DeviceActivityEntity } from './device-activity/device-activity.entity';
import { DeviceProposalEntity } from './device-proposals/device-proposal.entity';
import { ProposalLineEntity } from './device-proposals/proposal-line.entity';
import { DeviceRoundEntity } from './device-rounds/device-round.entity';
import { DeviceEntity } from './devices/device.entity';
import { DistrictEntity } from './districts/district.entity';
import { DryRunEntity } from './dry-runs/dry-run.entity';
import { EntryPolicyDraftEntity } from './entry-policies/entry-policy-draft.entity';
import { EntryPolicyEntity } from './entry-policies/entry-policy.entity';

export const entities = [
  DistrictEntity,
  AgencyEntity,
  CheckpointEntity,
  DeviceRoundEntity,
  DeviceProposalEntity,
  ProposalLineEntity,
  DeviceEntity,
  DeviceActivityEntity,
  EntryPolicyEntity,
  EntryPolicyDraftEntity,
  DryRunEntity,
  ChangeEntity,
];
