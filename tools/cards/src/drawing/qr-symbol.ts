import QRCode from 'qrcode';
import { CardProblem } from '../card-problem';

export interface QrSymbol {
  /** Modules a side. */
  readonly size: number;
  /** SVG path data; a module is one unit. */
  readonly path: string;
}

/** The QR code of the text as it is, in UTF-8. Throws a CardProblem when it is empty or longer than a QR code can hold. */
export function qrSymbol(text: string): QrSymbol {
  const { size, data } = modulesOf(text);
  const rows = Array.from({ length: size }, (_, y) => {
    const darkColumns = Array.from({ length: size }, (_, x) => x).filter((x) => data[y * size + x] === 1);
    return darkColumns.map((x) => `M${x} ${y}h1v1h-1z`).join('');
  });
  return { size, path: rows.join('') };
}

function modulesOf(text: string): QRCode.BitMatrix {
  if (text === '') throw new CardProblem('There is no text for the QR code.');
  try {
    return QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  } catch {
    throw new CardProblem('The text is longer than a QR code can hold.');
  }
}
