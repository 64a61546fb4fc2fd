import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allEvents } from './all-events';
import { exampleMessages } from './example-messages';
import { currentVersionOf, type ReleasedVersion } from './released-version';

const folder = resolve(__dirname, '../released');
const releasedVersions = (type: string): ReleasedVersion[] =>
  readdirSync(resolve(folder, type))
    .sort((one, other) => parseInt(one) - parseInt(other))
    .map((file) => JSON.parse(readFileSync(resolve(folder, type, file), 'utf8')) as ReleasedVersion);

describe.each(allEvents.map((event) => [event.type, event] as const))('the versions of %s', (type, event) => {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);

  it('end with what is sent now: `npm run docs` keeps a new one after a change', () => {
    expect(releasedVersions(type).at(-1)).toEqual(currentVersionOf(event));
  });

  it('can be read now, messages of each', () => {
    for (const { messages } of releasedVersions(type))
      for (const message of messages) expect(() => event.data.parse(message)).not.toThrow();
  });

  it('each have readers who can read what is sent now', () => {
    for (const { schema } of releasedVersions(type)) {
      const reads = ajv.compile(schema);
      for (const message of exampleMessages[type] ?? []) expect(reads(message) || reads.errors).toBe(true);
    }
  });
});
