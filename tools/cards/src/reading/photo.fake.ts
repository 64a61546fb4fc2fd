import { Resvg } from '@resvg/resvg-js';

export interface Photo {
  /** Pixels. */
  readonly width: number;
  readonly degrees: number;
  /** How much of the photo's width the card takes. */
  readonly share: number;
  /** Standard deviation in pixels. */
  readonly blur: number;
  /** From 0, none, to 1. */
  readonly noise: number;
}

/** A card as a phone on a table would take it: turned, slanted, blurred, noisy. Gives a PNG of four by three. */
export function photoOf(card: Buffer, { width, degrees, share, blur, noise }: Photo): Buffer {
  const height = width * 0.75;
  const cardWidth = width * share;
  const cardHeight = (cardWidth * 1009) / 1600;
  const image = card.toString('base64');
  return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <filter id="blur"><feGaussianBlur stdDeviation="${blur}"/></filter>
    <filter id="noise"><feTurbulence type="fractalNoise" baseFrequency="0.8" seed="7"/></filter>
    <rect width="100%" height="100%" fill="#6b5b4b"/>
    <g filter="url(#blur)"><g transform="translate(${width / 2} ${height / 2}) rotate(${degrees}) skewX(4)">
      <image x="${-cardWidth / 2}" y="${-cardHeight / 2}" width="${cardWidth}" height="${cardHeight}" href="data:image/png;base64,${image}"/>
    </g></g>
    <rect width="100%" height="100%" filter="url(#noise)" opacity="${noise}"/>
  </svg>`)
    .render()
    .asPng();
}

/** Two pictures beside each other. */
export function sideBySide(left: Buffer, right: Buffer): Buffer {
  return collage(1_610, 505, `${image(left, { x: 0, width: 800 })}${image(right, { x: 810, width: 800 })}`);
}

/** A card with a white spot on a third of its code: more than error correction makes good. */
export function spotted(card: Buffer): Buffer {
  return collage(
    1_600,
    1_009,
    `${image(card, { x: 0, width: 1_600 })}<rect x="1100" y="330" width="300" height="300" fill="#fff"/>`,
  );
}

function image(picture: Buffer, { x, width }: { x: number; width: number }): string {
  return `<image x="${x}" y="0" width="${width}" height="${(width * 1009) / 1600}" href="data:image/png;base64,${picture.toString('base64')}"/>`;
}

function collage(width: number, height: number, content: string): Buffer {
  return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`)
    .render()
    .asPng();
}
