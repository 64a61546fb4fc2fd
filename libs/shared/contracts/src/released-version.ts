import type { EventDefinition } from './define-event';
import { exampleMessages } from './example-messages';
import { readerSchema } from './async-api';

/** What readers of a version rely on, and messages of it: kept in `released/<type>/<n>.json` for as long as somebody may read or send it. */
export interface ReleasedVersion {
  readonly schema: object;
  readonly messages: readonly object[];
}

export function currentVersionOf(event: EventDefinition): ReleasedVersion {
  return { schema: readerSchema(event), messages: exampleMessages[event.type] ?? [] };
}
