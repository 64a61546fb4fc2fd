import { Resvg } from '@resvg/resvg-js';
import { cardSvg } from './card-svg';
import { printedCard } from './printed-card';
import { qrSymbol } from './qr-symbol';

const fontFiles = ['DejaVuSans', 'DejaVuSans-Bold'].map((face) => require.resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`));

/** A specimen of the card whose QR has this text, as PNG; the same bytes on every machine. */
export function renderCard(qr: string): Buffer {
  const svg = cardSvg(printedCard(qr), qrSymbol(qr));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' };
  return new Resvg(svg, { font }).render().asPng();
}
