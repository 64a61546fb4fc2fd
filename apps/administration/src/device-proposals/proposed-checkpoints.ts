import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CheckpointRepository } from '../checkpoints/checkpoint.repository';
import type { ProposedLines } from './device-proposals.schemas';
import type { ProposalLineEntity } from './proposal-line.entity';

const undecided = {
  reviewedQuantity: null,
  reviewReason: null,
  approvedQuantity: null,
  decisionReason: null,
  decidedAt: null,
};

@Injectable()
export class ProposedCheckpoints {
  constructor(private readonly checkpoints: CheckpointRepository) {}

  /** The lines with their checkpoints; 422 that names each checkpoint which is none of this agency's. */
  async toLines(proposalId: string, agency: string, lines: ProposedLines): Promise<ProposalLineEntity[]> {
    const own = await this.checkpoints.findAll(
      lines.map(({ checkpoint }) => checkpoint),
      { reach: 'own', district: null, agency },
    );
    const byId = new Map(own.map((checkpoint) => [checkpoint.id, checkpoint]));
    const errors = lines.flatMap(({ checkpoint }, place) => {
      const pointer = `/lines/${place}/checkpoint`;
      const message = 'This agency has no such checkpoint.';
      return byId.has(checkpoint) ? [] : [{ pointer, code: 'UNKNOWN_REFERENCE', message }];
    });
    if (errors.length > 0) {
      throw new Problem(422, 'REFERENCE_UNKNOWN', 'Lines name checkpoints that this agency does not have.', { errors });
    }
    return lines.map(({ checkpoint, ...line }) => {
      return { id: uuidv7(), proposalId, checkpoint: byId.get(checkpoint)!, ...line, ...undecided };
    });
  }
}
