import type { RunningService } from '@entry/testing/running-service';
import type { ProposalResponse } from './device-proposals.schemas';
import type { RoundResponse } from '../device-rounds/device-rounds.schemas';
import type { City } from '../../test/city';

export type Claims = Parameters<RunningService['issuer']['sign']>[0];

export const police: Claims = { roles: ['police'] };
export const committee: Claims = { roles: ['committee'] };
export const ofAgency = (agency: string): Claims => ({ roles: ['agency'], agency });
export const ofDistrict = (district: string): Claims => ({ roles: ['district'], district });
export const line = (checkpoint: string, quantity = 4) => ({
  checkpoint,
  quantity,
  deviceKind: 'handheld',
  reason: 'Bốn cửa vào',
  peopleADay: 2_000,
});

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const etag = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` });

/** Proposals as far as a test needs them, made through the public paths. */
export function proposalsOf(service: RunningService, city: City) {
  const send = async <Body = ProposalResponse>(
    claims: Claims,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { body, seen }: { body?: object; seen?: { version: number } } = {},
  ) => {
    const token = await service.issuer.sign(claims);
    return service.call<Body>(method, path, { token, ...(seen && { headers: etag(seen) }), ...(body && { body }) });
  };
  const openRound = async () => {
    const request = { body: { name: 'Đợt 1', deadline: inAnHour() } };
    return (await send<RoundResponse>(police, 'POST', '/v1/device-rounds', request)).body;
  };
  const roundNow = async ({ id }: RoundResponse) =>
    (await send<RoundResponse>(police, 'GET', `/v1/device-rounds/${id}`)).body;
  const close = async (round: RoundResponse) =>
    send<RoundResponse>(police, 'POST', `/v1/device-rounds/${round.id}/close`, {
      seen: await roundNow(round),
      body: { reason: 'All have answered' },
    });
  const place = async (district = 'tay-ho') => {
    const agency = await city.agency(district);
    return { agency, district, checkpoint: await city.bareCheckpoint(agency) };
  };
  const proposed = async (quantity = 4, district = 'tay-ho') => {
    const at = await place(district);
    const round = await openRound();
    const body = { round: round.id, lines: [line(at.checkpoint, quantity)] };
    const draft = (await send(ofAgency(at.agency), 'POST', '/v1/device-proposals', { body })).body;
    return { ...at, round, draft, path: `/v1/device-proposals/${draft.id}` };
  };
  const submitted = async (quantity = 4) => {
    const proposal = await proposed(quantity);
    const { agency, path, draft } = proposal;
    return { ...proposal, submitted: (await send(ofAgency(agency), 'POST', `${path}/submit`, { seen: draft })).body };
  };
  const reviewed = async (quantity = 4) => {
    const proposal = await submitted(quantity);
    const { path, district, submitted: seen } = proposal;
    return { ...proposal, reviewed: (await send(ofDistrict(district), 'POST', `${path}/review`, { seen })).body };
  };
  return { send, openRound, roundNow, close, place, proposed, submitted, reviewed };
}
