import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DoneOnce } from './done-once';

describe('DoneOnce', () => {
  const directory = mkdtempSync(join(tmpdir(), 'done-'));
  const path = join(directory, 'steps.json');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('gives a later start what an earlier one made', async () => {
    await new DoneOnce(path).once('agency', () => ({ id: 'first' }));

    expect(await new DoneOnce(path).once('agency', () => ({ id: 'second' }))).toEqual({ id: 'first' });
  });

  it('tries a step again that failed', async () => {
    const steps = new DoneOnce(path);
    await expect(steps.once('device', () => Promise.reject(new Error('cut short')))).rejects.toThrow('cut short');

    expect(await steps.once('device', () => 'made')).toBe('made');
  });

  it('keeps tokens from the eyes of others', () => {
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});
