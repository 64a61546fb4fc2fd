import { eventDocs } from '@entry/contracts/event-docs';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workspaceRoot } from './workspace';

writeFileSync(resolve(workspaceRoot, 'docs/events.md'), eventDocs());
