import { people } from '@entry/contracts/vocabulary/roles';
import { startService, type RunningService } from '@entry/testing/running-service';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityOf } from '../../test/city';
import { AppModule } from '../app.module';
import { proposalsOf } from '../device-proposals/proposals.fake';
import { requestFor, type Objects } from './permission-requests.fake';

jest.setTimeout(300_000);

interface Row {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  /** By role: `all`, `own` or nothing. */
  readonly cells: Readonly<Record<string, string>>;
}

const ours =
  /^\/v1\/(agencies|checkpoints|departments|device-funnel|device-proposals|device-rounds|devices|districts|entry-policies)\b/;

/** The routes of administration in the table that people read. */
function table(): Row[] {
  const lines = readFileSync(join(__dirname, '../../../../docs/permissions.md'), 'utf8').split('\n');
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const [head = [], , ...routes] = rows;
  return routes
    .map(([route = '', ...cells]) => {
      const [method, path] = route.replaceAll('`', '').split(' ') as [Row['method'], string];
      const byRole = cells.map((cell, index): [string, string] => [head[index + 1] ?? '', cell]);
      return { method, path, cells: Object.fromEntries(byRole) };
    })
    .filter(({ path, cells }) => ours.test(path) && cells['anyone'] === '' && cells['device'] === '');
}

describe('who may do what', () => {
  let service: RunningService;
  let own: Objects;
  let foreign: Objects;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    const city = cityOf(service);
    const proposals = proposalsOf(service, city);
    const objects = async (district: string): Promise<Objects> => {
      const { draft, agency, checkpoint, round } = await proposals.proposed(4, district);
      const { id: device } = await city.enrolledDevice(await city.checkpoint(agency));
      return { district, agency, checkpoint, device, proposal: draft.id, round: round.id };
    };
    [own, foreign] = [await objects('tay-ho'), await objects('long-bien')];
  });
  afterAll(() => service.stop());

  const ask = async (role: string, { method, path }: Row, objects: Objects) => {
    const token = await service.issuer.sign({ roles: [role], district: own.district, agency: own.agency });
    const { url, headers, body } = requestFor(method, path, objects);
    const { status } = await service.call(method, url, { token, headers, ...(body !== undefined && { body }) });
    // A proposal is the caller's own by itself: what is somebody else's are the checkpoints that its lines name.
    return `${method} ${path} ${status}` === 'POST /v1/device-proposals 422' ? 404 : status;
  };

  it.each(table().map((row) => [`${row.method} ${row.path}`, row] as const))('%s', async (route, row) => {
    const found: Record<string, string> = {};
    for (const role of people) {
      const [mine, others] = [await ask(role, row, own), await ask(role, row, foreign)];
      expect([route, role, mine]).not.toContain(401);
      // What is refused for its content is refused by a 4xx of another kind than what may not be seen.
      if (mine === 403 && others === 403) found[role] = '';
      else if (mine !== 404 && mine !== 403 && others === 404) found[role] = 'own';
      else if (mine !== 404 && mine !== 403 && others !== 404 && others !== 403) found[role] = 'all';
      else found[role] = `${mine} and ${others}`;
    }

    const expected = Object.fromEntries(people.map((role) => [role, row.cells[role]]));
    // A list, and what adds up a round, leaves out what is somebody else's.
    const isOfCity = row.path.startsWith('/v1/entry-policies/');
    const hasObject =
      (!isOfCity && /:id(?!\/(installation|lines|report|totals|unanswered)$)/.test(row.path)) || row.method !== 'GET';
    if (hasObject && !row.path.endsWith('/import')) expect(found).toEqual(expected);
    else for (const role of people) expect([role, found[role] !== '']).toEqual([role, expected[role] !== '']);
  });

  it('has a row for every kind of object', () => {
    expect(table().length).toBeGreaterThan(40);
  });
});
