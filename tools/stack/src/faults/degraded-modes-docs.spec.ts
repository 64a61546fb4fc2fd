import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workspaceRoot } from '../workspace';
import { degradedModesDocs } from './degraded-modes-docs';

describe('docs/degraded-modes.md', () => {
  it('is what the modes say: run `npm run docs` after a change', () => {
    expect(readFileSync(resolve(workspaceRoot, 'docs/degraded-modes.md'), 'utf8')).toBe(degradedModesDocs());
  });
});
