import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { allEvents } from './all-events';
import { asyncApi } from './async-api';
import { exampleMessages } from './example-messages';

const specification = JSON.parse(
  readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
) as object;

describe('the AsyncAPI document', () => {
  it('is one, by the schema of AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const isAsyncApi = ajv.compile(specification);

    isAsyncApi(asyncApi());
    expect(isAsyncApi.errors).toBeNull();
  });

  it('refers to nothing that is not in it', () => {
    const document = asyncApi();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]*)"/g)].map(([, path = '']) => path);
    const find = (path: string) =>
      path.split('/').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], document);

    expect(references.length).toBeGreaterThan(allEvents.length);
    expect(references.filter((path) => find(path) === undefined)).toEqual([]);
  });

  it.each(allEvents.map((event) => [event.type, event] as const))(
    'has examples of %s that fit',
    (type, { data, key }) => {
      const examples = exampleMessages[type] ?? [];

      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        const read = data.parse(example);
        expect(read).toEqual(example);
        expect(key(read)).toEqual(expect.any(String));
      }
    },
  );
});
