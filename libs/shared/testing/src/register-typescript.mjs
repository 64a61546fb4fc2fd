import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Lets a process of its own run the project's TypeScript as tests do, by jest's own settings. */
const root = new URL('../../../../', import.meta.url);
const [{ moduleNameMapper, transform }] = createRequire(import.meta.url)(
  fileURLToPath(new URL('jest.config.js', root)),
).projects;
const [[, options]] = Object.values(transform);
const sources = Object.entries(moduleNameMapper).map(([pattern, path]) => [new RegExp(pattern), path]);

function sourceOf(specifier, parent) {
  const [pattern, path] = sources.find(([known]) => known.test(specifier)) ?? [];
  if (pattern) return new URL(specifier.replace(pattern, path).replace('<rootDir>/', '') + '.ts', root);
  return specifier.startsWith('.') && parent?.endsWith('.ts') ? new URL(`${specifier}.ts`, parent) : null;
}

registerHooks({
  resolve(specifier, context, next) {
    const source = sourceOf(specifier, context.parentURL);
    return source && existsSync(source) ? { url: source.href, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
    return { format: 'commonjs', source: code, shortCircuit: true };
  },
});

await import(pathToFileURL(process.argv[2]).href);
