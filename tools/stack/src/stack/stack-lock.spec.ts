import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHolder, takeLock } from './stack-lock';

describe('takeLock', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lock-'));
  const path = join(directory, 'stack.lock');
  afterAll(() => rmSync(directory, { recursive: true }));
  const take = () => takeLock(path, (pid) => `held by ${pid}`);

  it('refuses while its holder lives, and names it', () => {
    const release = take();

    expect(take).toThrow(`held by ${process.pid}`);
    release();
    expect(lockHolder(path)).toBeNull();
  });

  it('is free again when its holder died without releasing it', () => {
    const { pid } = spawnSync('true');
    writeFileSync(path, JSON.stringify({ pid, birth: '1' }));

    take()();
  });

  it('is free again when another process has got the pid since', () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, birth: 'another time' }));

    take()();
  });

  it('is free when the file was cut short', () => {
    writeFileSync(path, '{"pid":');

    take()();
  });
});
