import { eventDocs } from '@entry/contracts/event-docs';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { degradedModesDocs } from './faults/degraded-modes-docs';
import { workspaceRoot } from './workspace';

writeFileSync(resolve(workspaceRoot, 'docs/events.md'), eventDocs());
writeFileSync(resolve(workspaceRoot, 'docs/degraded-modes.md'), degradedModesDocs());
