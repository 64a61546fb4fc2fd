import type { Proposal } from './device-proposal.repository';
import type { ProposalResponse } from './device-proposals.schemas';
import { quantityWarnings } from './domain/quantity-warning';

export function toProposalResponse({ id, round, agency, state, lines, version }: Proposal): ProposalResponse {
  return {
    id,
    round: round.id,
    agency: agency.id,
    district: agency.district,
    state,
    lines: lines.map(({ proposalId: _, checkpoint, decidedAt: __, ...line }) => ({
      ...line,
      checkpoint: checkpoint.id,
      venueKind: checkpoint.venueKind,
      warnings: quantityWarnings(line),
    })),
    version,
  };
}
