import type { Device } from '@entry/client/city-client';
import { workspaceRoot } from '@entry/stack/workspace';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, populationCsv, qrOf, vaccinationCsv, type Person } from './support/people';

describe('a picture of a card', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cards-'));
  const welcome = aPerson();
  const unvaccinated = aPerson();
  const stranger = aPerson();
  let city: City;
  let device: Device;
  beforeAll(async () => {
    city = await startCity();
    device = await city.client.enrolDevice();
    await city.client.apply('population', populationCsv([welcome, unvaccinated]));
    const doses = [42, 21].map((days, before) => {
      return { person: welcome, recordId: `picture-${before}`, number: before + 1, on: daysAgo(days) };
    });
    await city.client.apply('vaccination', vaccinationCsv(doses));
  }, 180_000);
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await city?.stop();
  });

  const run = (tool: 'draw-card' | 'scan-picture', ...args: string[]) => {
    const program = join(workspaceRoot, 'tools/cards/dist', `${tool}.js`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const draw = (qr: string) => {
    const picture = join(directory, 'card.png');
    expect(run('draw-card', '--out', picture, '--qr', qr)).toMatchObject({ status: 0 });
    return picture;
  };
  const scan = (picture: string, token = device.token, gateway = city.stack.gatewayUrl) =>
    run('scan-picture', picture, '--gateway', gateway, '--token', token, '--direction', 'in', '--sequence', '7');

  it.each<[string, Person, number, RegExp]>([
    ['somebody fully vaccinated in', welcome, 0, /^ALLOW · CHO VÀO\nscan [0-9a-f-]{36}, rules \S+, facts as of \S+\n$/],
    ['nobody in who is unknown', stranger, 2, /^CHECK · KIỂM TRA\n {2}NOT_IN_REGISTER\n {4}\S.*\n {4}\S.*\nscan /],
    [
      'nobody in who is not vaccinated',
      unvaccinated,
      3,
      /^DENY · TỪ CHỐI\n {2}NOT_VACCINATED\n {4}\S.*\n {4}\S.*\nscan /,
    ],
  ])('lets %s', (_, person, status, shown) => {
    expect(scan(draw(qrOf(person)))).toEqual({ status, stdout: expect.stringMatching(shown) as string, stderr: '' });
  });

  it('says in both languages why the code of something else is no card', () => {
    const { status, stderr } = scan(draw('https://example.org/menu'));

    expect(status).toBe(1);
    expect(stderr).toMatch(/^QR_NOT_CCCD\n {2}Đây không phải mã CCCD.*\n {2}This is no CCCD.*\n$/);
  });

  it('says what of the request does not fit', () => {
    const given = ['--gateway', city.stack.gatewayUrl, '--token', device.token, '--scan-id', 'first'];

    expect(run('scan-picture', draw(qrOf(welcome)), ...given)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^REQUEST_INVALID: .+\n {2}\/scanId: .+\n$/) as string,
    });
  });

  it('says when the token is refused or nothing answers', () => {
    const picture = draw(qrOf(welcome));

    expect(scan(picture, 'made-up')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/token.*: [A-Z_]+\.\n$/) as string,
    });
    expect(scan(picture, device.token, 'http://127.0.0.1:9')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^No gateway answers at http:\/\/127\.0\.0\.1:9/) as string,
    });
  });

  it('is sent to nobody, and shows its text only when asked', () => {
    const picture = draw(qrOf(welcome));

    expect(run('scan-picture', picture, '--dry-run').stdout).not.toContain(welcome.idNumber);
    expect(run('scan-picture', picture, '--dry-run', '--print').stdout).toContain(`${qrOf(welcome)}\n`);
  });
});
