import type { PrintedCard } from './printed-card';
import type { QrSymbol } from './qr-symbol';
import { escaped, wrapped } from './svg-text';

/** ID-1, the size of a bank card, in pixels. */
export const cardWidth = 1600;
const cardHeight = 1009;

/** More than a third of the width, so that a photo of 600 pixels leaves some to each module. */
const qrBox = { left: 944, top: 176, side: 608 };
const quietModules = 4;
const specimen = 'MẪU · SPECIMEN';

/** A card that nobody can take for a real one; `card` is null when the QR holds no card's text. */
export function cardSvg(card: PrintedCard | null, qr: QrSymbol): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}" viewBox="0 0 ${cardWidth} ${cardHeight}" font-family="DejaVu Sans">
  ${background}
  ${header}
  ${portrait}
  ${card === null ? '' : fieldsOf(card)}
  ${watermark}
  ${qrCode(qr)}
  ${label(qrBox.left, 850, 'Ngày cấp / Date of issue')}
  ${lines(qrBox.left, 892, 32, wrapped(card?.issuedOn ?? '—', 24, 1))}
  <rect x="3" y="3" width="${cardWidth - 6}" height="${cardHeight - 6}" rx="46" fill="none" stroke="#0f766e" stroke-width="6"/>
</svg>`;
}

const waves = Array.from({ length: 26 }, (_, index) => {
  const y = 150 + index * 36;
  return `<path d="M0 ${y}C400 ${y - 90} 700 ${y + 90} 1000 ${y}S1450 ${y - 60} ${cardWidth} ${y + 20}"/>`;
}).join('');

const background = `
  <defs><linearGradient id="paper" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#e6f4f1"/><stop offset="1" stop-color="#fdf6e3"/></linearGradient>
  <clipPath id="edge"><rect width="${cardWidth}" height="${cardHeight}" rx="48"/></clipPath></defs>
  <rect width="${cardWidth}" height="${cardHeight}" fill="#ffffff"/>
  <g clip-path="url(#edge)"><rect width="${cardWidth}" height="${cardHeight}" fill="url(#paper)"/>
  <g fill="none" stroke="#0f766e" stroke-opacity="0.10" stroke-width="3">${waves}</g>
  <rect width="${cardWidth}" height="132" fill="#0f766e"/></g>`;

const header = `
  <text x="56" y="68" font-size="50" font-weight="bold" fill="#ffffff">${specimen}</text>
  <text x="56" y="110" font-size="26" fill="#d1fae5">Thẻ minh họa, không có giá trị · An illustration, not a document</text>`;

const portrait = `
  <rect x="56" y="180" width="232" height="300" rx="14" fill="#ffffff" fill-opacity="0.75" stroke="#0f766e" stroke-width="3"/>
  <g fill="#94a3b8"><circle cx="172" cy="286" r="58"/><path d="M76 470c0-72 42-110 96-110s96 38 96 110z"/></g>`;

const watermark = `
  <text transform="translate(96 900) rotate(-33)" font-size="96" font-weight="bold" fill="#b91c1c" fill-opacity="0.13">${specimen}</text>`;

function fieldsOf({ number, fullName, dateOfBirth, sex, residence }: PrintedCard): string {
  return [
    label(320, 212, 'Số / No.'),
    lines(320, 266, 52, wrapped(number, 17, 1), 'bold'),
    label(320, 330, 'Họ và tên / Full name'),
    lines(320, 376, 36, wrapped(fullName, 22, 3), 'bold'),
    label(56, 548, 'Ngày sinh / Date of birth'),
    lines(56, 594, 38, wrapped(dateOfBirth, 16, 1)),
    label(520, 548, 'Giới tính / Sex'),
    lines(520, 594, 38, wrapped(sex, 14, 1)),
    label(56, 668, 'Nơi thường trú / Place of residence'),
    lines(56, 712, 34, wrapped(residence, 42, 4)),
  ].join('\n');
}

function qrCode({ size, path }: QrSymbol): string {
  const { left, top, side } = qrBox;
  const module = Math.floor(side / (size + 2 * quietModules));
  const margin = Math.floor((side - size * module) / 2);
  return `<rect x="${left}" y="${top}" width="${side}" height="${side}" rx="14" fill="#ffffff"/>
  <path transform="translate(${left + margin} ${top + margin}) scale(${module})" d="${path}" shape-rendering="crispEdges"/>`;
}

function label(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}" font-size="25" fill="#475569">${text}</text>`;
}

function lines(x: number, y: number, size: number, texts: readonly string[], weight = 'normal'): string {
  const line = (text: string, index: number) =>
    `<tspan x="${x}" y="${y + index * size * 1.22}">${escaped(text)}</tspan>`;
  return `<text font-size="${size}" font-weight="${weight}" fill="#0f172a">${texts.map(line).join('')}</text>`;
}
