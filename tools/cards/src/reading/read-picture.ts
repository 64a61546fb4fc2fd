import { readFile } from 'node:fs/promises';
import { CardProblem } from '../card-problem';

/** Throws a CardProblem when there is no such file. */
export async function readPicture(path: string, shownAs: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CardProblem(code === 'ENOENT' ? `There is no file ${shownAs}.` : `${shownAs} cannot be read (${code}).`);
  }
}
