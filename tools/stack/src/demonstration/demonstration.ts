import { makeCity } from '@entry/citizens/city';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { localDate } from '@entry/platform/time/local-date';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OidcRole, TokenClaims } from '../issuer/access-token';
import type { Progress } from '../progress/progress';
import type { Stack } from '../stack/stack';
import { approveDevices, type Perform, type Site } from './approve-devices';
import { DoneOnce } from './done-once';
import { GatewayClient } from './gateway-client';
import { places, type Place } from './places';

export interface DemonstrationDevice {
  readonly id: string;
  readonly token: string;
  readonly checkpoint: string;
  readonly venueKind: VenueKind;
}

export interface DemonstrationSample {
  readonly name: string;
  readonly qr: string;
  readonly decision: 'allow' | 'check' | 'deny';
}

export interface Demonstration {
  /** The agency of the first device and its district: whose tokens are handed out. */
  readonly agency: { readonly id: string; readonly district: string };
  readonly devices: readonly DemonstrationDevice[];
  readonly samples: readonly DemonstrationSample[];
}

export interface DemonstrationOptions {
  readonly dataDirectory: string;
  /** Whether it has people, or just agencies, checkpoints and devices. */
  readonly citizens: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const population = 10_000;
const seed = 2026;
/** More than stand there, so that whoever tries the system can enrol some of their own. */
const approvedAtEach = 50;

/** A small city, made through the public interface alone, and only once: what is there already stays as it is. */
export async function loadDemonstration(
  stack: Pick<Stack, 'gatewayUrl' | 'tokens'>,
  options: DemonstrationOptions,
): Promise<Demonstration> {
  const { dataDirectory, citizens, progress, signal } = options;
  const steps = new DoneOnce(resolve(dataDirectory, 'secrets/demonstration.json'));
  const client = async (role: OidcRole, claims?: TokenClaims) =>
    new GatewayClient(stack.gatewayUrl, await stack.tokens(role, claims), signal);
  const perform: Perform = async ({ role, claims, ...act }) => (await client(role, claims)).perform(act);

  const operator = await client('operator');
  const anyone = new GatewayClient(stack.gatewayUrl, null, signal);
  const made = await progress.step('Enrolling the demonstration devices', async () => {
    const sites: Site[] = [];
    for (const place of places) sites.push(await makeSite(place, steps, operator));
    await steps.once('approval', () => approveDevices(perform, sites, approvedAtEach));
    const result = [];
    for (const [index, site] of sites.entries()) {
      result.push({
        agency: site.agency,
        device: await enrolDevice(places[index]!, site, { steps, operator, anyone }),
      });
    }
    for (const { device } of result)
      await untilKnown(new GatewayClient(stack.gatewayUrl, device.token, signal), signal);
    return result;
  });
  const devices = made.map(({ device }) => device);
  const agency = { id: made[0]!.agency, district: places[0].agency.district };
  // Relative to the day on which it was loaded: later starts show the same people.
  const today = await steps.once('today', () => localDate(new Date()));
  const city = makeCity({ count: population, seed, today });
  if (!citizens) return { agency, devices, samples: city.samples.slice(-1) };

  const police = await client('police');
  const ministry = await client('health-ministry');
  const load = (what: string, path: string, sender: GatewayClient, lines: () => Iterable<string>) =>
    steps.once(path, () => progress.step(what, () => sender.upload(path, `demonstration-${today}`, lines())));
  await load('Registering 10,000 citizens', '/v1/population-batches', police, city.populationCsv);
  await load('Reporting their vaccinations', '/v1/vaccination-batches', ministry, city.vaccinationCsv);
  await load('Reporting infections', '/v1/infection-batches', ministry, city.infectionCsv);
  return { agency, devices, samples: city.samples };
}

interface Made {
  readonly id: string;
}

async function makeSite({ agency, checkpoint }: Place, steps: DoneOnce, operator: GatewayClient): Promise<Site> {
  const owner = await steps.once(`agency ${agency.name}`, () => operator.post<Made>('/v1/agencies', agency));
  const place = await steps.once(`checkpoint of ${agency.name}`, () => {
    return operator.post<Made>('/v1/checkpoints', { ...checkpoint, agency: owner.id });
  });
  return { checkpoint: place.id, agency: owner.id, district: agency.district };
}

function enrolDevice(
  { agency, checkpoint: { venueKind } }: Place,
  { checkpoint }: Site,
  { steps, operator, anyone }: { steps: DoneOnce; operator: GatewayClient; anyone: GatewayClient },
): Promise<DemonstrationDevice> {
  return steps.once(`device of ${agency.name}`, async () => {
    const { enrolmentCode } = await operator.post<{ enrolmentCode: string }>('/v1/devices', { checkpoint });
    const { id, token } = await anyone.post<Made & { token: string }>('/v1/devices/enrol', { enrolmentCode });
    return { id, token, checkpoint, venueKind };
  });
}

async function untilKnown(device: GatewayClient, signal: AbortSignal): Promise<void> {
  while (!(await device.isKnownDevice())) await delay(50, undefined, { signal });
}
