import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';
import { CardProblem } from '../card-problem';

/** From the package: the library's own default would fetch it from the internet. */
const wasmBinary = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
const notAPicture = 'Failed to load image from memory';

const qrCodes = { formats: ['QRCode'], returnErrors: true } satisfies ReaderOptions;
/** The later ones find what a slanted or noisy photo hides from the first. */
const looks: readonly ReaderOptions[] = [
  qrCodes,
  { ...qrCodes, binarizer: 'GlobalHistogram' },
  { ...qrCodes, tryDenoise: true, downscaleFactor: 2, downscaleThreshold: 200 },
];

/** The text of the one QR code in a picture (PNG or JPEG), exactly as it was encoded. Throws a CardProblem when it is not to be had. */
export async function readQr(picture: Uint8Array): Promise<string> {
  await prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer }, fireImmediately: true });
  let damaged = false;
  for (const look of looks) {
    const found = await readBarcodes(picture, look);
    if (found.some(({ error }) => error.includes(notAPicture))) {
      throw new CardProblem('This file is no picture that can be read: PNG and JPEG can.');
    }
    const texts = new Set(found.filter(({ isValid }) => isValid).map(textOf));
    if (texts.size > 1) throw new CardProblem(`There are ${texts.size} QR codes in this picture: show one card.`);
    for (const text of texts) return text;
    damaged ||= found.length > 0;
  }
  throw new CardProblem(
    damaged
      ? 'There is a QR code in this picture, but it cannot be read: take a sharper one, from nearer.'
      : 'There is no QR code in this picture.',
  );
}

/** Cards hold UTF-8 without saying so, and the library guesses: wrongly, where other character sets fit. */
function textOf({ bytes, text, hasECI }: ReadResult): string {
  if (hasECI) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return text;
  }
}
