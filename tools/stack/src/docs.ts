import { allEvents } from '@entry/contracts/all-events';
import { eventDocs } from '@entry/contracts/event-docs';
import { currentVersionOf } from '@entry/contracts/released-version';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { degradedModesDocs } from './faults/degraded-modes-docs';
import { allRoutes } from './permissions/all-routes';
import { permissionsDocs } from './permissions/permissions-docs';
import { workspaceRoot } from './workspace';

writeFileSync(resolve(workspaceRoot, 'docs/events.md'), eventDocs());
writeFileSync(resolve(workspaceRoot, 'docs/degraded-modes.md'), degradedModesDocs());
writeFileSync(
  resolve(workspaceRoot, 'docs/permissions.md'),
  permissionsDocs(allRoutes({ folder: 'dist', ending: 'js' })),
);

// Versions of events are only ever added: an earlier one is what its readers still rely on.
for (const event of allEvents) {
  const folder = resolve(workspaceRoot, 'libs/shared/contracts/released', event.type);
  mkdirSync(folder, { recursive: true });
  const last = readdirSync(folder).length;
  const newest = last === 0 ? null : (JSON.parse(readFileSync(resolve(folder, `${last}.json`), 'utf8')) as object);
  const current = currentVersionOf(event);
  if (!isDeepStrictEqual(newest, current)) {
    writeFileSync(resolve(folder, `${last + 1}.json`), `${JSON.stringify(current, null, 2)}\n`);
  }
}
