import { AgencyEntity } from './agencies/agency.entity';
import { CheckpointEntity } from './checkpoints/checkpoint.entity';
import { DeviceEntity } from './devices/device.entity';
import { DistrictEntity } from './districts/district.entity';
import { EntryPolicyEntity } from './entry-policies/entry-policy.entity';

export const entities = [DistrictEntity, AgencyEntity, CheckpointEntity, DeviceEntity, EntryPolicyEntity];
