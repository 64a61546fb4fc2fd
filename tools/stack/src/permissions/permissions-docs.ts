import { roles } from '@entry/contracts/vocabulary/roles';
import type { Route } from '@entry/platform/access/routes-of';

const title = `# Who may do what

Generated from the code by \`npm run docs\`: do not edit. A test sends a request to each route of administration, in every role, about an object
of the caller's own and about somebody else's, and compares what comes back with this table.

- \`all\`: whoever has the role, about every object.
- \`own\`: about objects of the agency or district in the caller's token alone; somebody else's answer 404, as if they were not there.
- \`self\`: a device, about itself.
- An empty cell answers 403, whatever the object. Without a good token everything answers 401, but what says \`anyone\`.

A departmental office has the role \`district\`, and the department's id as the claim \`district\` of its token.
`;

const bound: readonly string[] = ['district', 'agency'];

function cellOf({ allowed, isScoped }: Route, role: string): string {
  if (allowed === 'anyone' || !allowed.some((one) => one === role)) return '';
  if (role === 'device') return 'self';
  return isScoped && bound.includes(role) ? 'own' : 'all';
}

/** A table that people read, a row for each route. */
export function permissionsDocs(routes: readonly Route[]): string {
  const shown = routes
    .filter(({ path }) => path.startsWith('/v1/') && !path.includes('*'))
    .sort((one, other) => `${one.path} ${one.method}`.localeCompare(`${other.path} ${other.method}`, 'en'));
  const head = [`| route | anyone | ${roles.join(' | ')} |`, `|---|---|${roles.map(() => '---').join('|')}|`];
  const rows = shown.map((route) => {
    const anyone = route.allowed === 'anyone' ? 'yes' : '';
    return `| \`${route.method} ${route.path}\` | ${[anyone, ...roles.map((role) => cellOf(route, role))].join(' | ')} |`;
  });
  return `${title}\n${[...head, ...rows].join('\n')}\n`;
}
