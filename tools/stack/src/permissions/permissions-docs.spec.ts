import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workspaceRoot } from '../workspace';
import { allRoutes } from './all-routes';
import { permissionsDocs } from './permissions-docs';

describe('docs/permissions.md', () => {
  it('is what the code says: run `npm run docs` after a change', () => {
    const docs = permissionsDocs(allRoutes({ folder: 'src', ending: 'ts' }));

    expect(readFileSync(resolve(workspaceRoot, 'docs/permissions.md'), 'utf8')).toBe(docs);
  });
});
