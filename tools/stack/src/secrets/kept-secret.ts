import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Others may pass, since the database server runs under another account, but not look around. */
export function makeDataDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o711 });
}

/** For the owner's eyes alone; written whole or not at all. */
export function writeSecret(path: string, text: string): void {
  makeDataDirectory(dirname(dirname(path)));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const incomplete = `${path}.${process.pid}`;
  writeFileSync(incomplete, text, { mode: 0o600 });
  renameSync(incomplete, path);
}

/** Made the first time, the same ever after. */
export function keptSecret(path: string, make: () => string): string {
  if (!existsSync(path)) writeSecret(path, make());
  return readFileSync(path, 'utf8');
}

/** A secret key for the services: 32 random bytes in base64. */
export const newKey = (): string => randomBytes(32).toString('base64');
