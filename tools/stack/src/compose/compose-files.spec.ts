import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { portsFromEnvironment } from '../ports/ports';
import { images } from '../servers/docker/images';
import { serverNames } from '../servers/server';
import { serviceEnvironment } from '../services/service-environment';
import { serviceNames } from '../services/service-names';
import { workspaceRoot } from '../workspace';
import { composeCommand } from './compose-command';
import { newEnvironment } from './new-environment';

interface ComposeService {
  readonly image?: string;
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

const file = (name: string) => readFileSync(resolve(workspaceRoot, name), 'utf8');
const files = ['docker-compose.yml', 'docker-compose.demonstration.yml'];
const { services, volumes } = parse(file('docker-compose.yml'), { merge: true }) as {
  services: Record<string, ComposeService>;
  volumes: Record<string, null>;
};
const compose = composeCommand();
/** Our own is found by discovery and keeps our time. */
const ofAnyIssuer = ['OIDC_JWKS_URL', 'OIDC_CLOCK_TOLERANCE_SECONDS'];

describe('the compose files', () => {
  it('run the three servers and the five services', () => {
    const run = Object.entries(services).filter(([, { profiles = [] }]) => profiles.length === 0);
    expect(run.map(([name]) => name).sort()).toEqual([...serverNames, ...serviceNames].sort());
  });

  it.each(serviceNames)('give %s the variables that it has under `npm start`, and those of any issuer', (name) => {
    const address = 'postgres://somewhere';
    const expected = serviceEnvironment(name, {
      ports: portsFromEnvironment({}),
      servers: { kafka: '', postgres: address, redis: '' },
      keys: { subject: '', tag: '', identityPersonalData: '', healthStatusPersonalData: '', visitor: '' },
      dataDirectory: '/',
      logLevel: '',
    });

    expect(Object.keys(services[name]?.environment ?? {}).sort()).toEqual(
      [...Object.keys(expected), ...ofAnyIssuer].sort(),
    );
  });

  it.each(serviceNames)('start %s by a program that is built', (name) => {
    const [program, main = ''] = services[name]?.command ?? [];

    expect(program).toBe('node');
    expect(existsSync(resolve(workspaceRoot, main.replace('/dist/', '/src/').replace(/js$/, 'ts')))).toBe(true);
  });

  it.each(serverNames)('use the image of %s that `INFRA=docker` uses, and ask whether it is healthy', (name) => {
    expect(services[name]?.image).toBe(images[name]);
    expect(services[name]?.healthcheck?.test).toBeDefined();
  });

  it('publish the gateway, and everything else on this machine alone', () => {
    const ports = Object.entries(services).flatMap(([name, { ports: published = [] }]) =>
      published.map((port) => [name, port] as const),
    );
    const open = ports.filter(([, port]) => !port.startsWith('127.0.0.1:'));

    expect(open.map(([name]) => name)).toEqual(['gateway']);
    expect([...new Set(ports.map(([name]) => name))].sort()).toEqual(['gateway', ...serverNames].sort());
  });

  it('keep what must outlive a container in volumes', () => {
    const named = ['kafka', 'postgres', 'gateway'].flatMap((name) => services[name]?.volumes?.[0]?.split(':')[0] ?? []);

    expect(named.sort()).toEqual(Object.keys(volumes).sort());
  });

  it('hold no secret, and refuse to start without one', () => {
    const secrets = Object.values(services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([name]) => /_KEY$|PASSWORD|^DATABASE_URL$/.test(name)),
    );

    expect(secrets.length).toBeGreaterThan(0);
    for (const [, value] of secrets) {
      expect(value.replace(/\$\{\w+(:\?[^}]*)?\}/, '')).toMatch(/^$|^postgres:\/\/postgres:@postgres:5432\/\w+$/);
    }
    const named = new Set(secrets.flatMap(([, value]) => /\$\{(\w+)/.exec(value)?.[1] ?? []));
    for (const name of named) expect(file('docker-compose.yml')).toContain(`\${${name}:?`);
  });

  it('ask for nothing that new-env.sh does not print', () => {
    const asked = files.flatMap((name) =>
      [...file(name).matchAll(/\$\{(\w+):\?/g)].map(([, variable = '']) => variable),
    );
    const given = newEnvironment();

    expect(asked.filter((variable) => !given[variable])).toEqual([]);
  });

  const itIfCompose = compose ? it : it.skip;
  itIfCompose(`are accepted by ${compose?.join(' ') ?? 'docker compose, which is not here'}`, () => {
    const [program = '', ...args] = compose ?? [];
    const chosen = files.flatMap((name) => ['-f', name]);
    const env = { ...process.env, ...newEnvironment() };
    const { status, stderr } = spawnSync(program, [...args, ...chosen, 'config', '--quiet'], {
      cwd: workspaceRoot,
      env,
      encoding: 'utf8',
    });

    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  });
});
