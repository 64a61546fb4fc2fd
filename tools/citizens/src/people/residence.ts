import type { Chance } from '../chance/chance';
import type { Commune } from './communes';

const estates = ['Bãi Than', 'Ao Sen', 'Đường Sắt', 'Nhà máy Nước'];

/** An address as cards print it: mostly parts with commas between, seldom none of them, more seldom a name in double quotes. */
export function residenceIn(commune: Commune, chance: Chance): string {
  const number = chance.int(1, 300);
  const group = chance.int(1, 25);
  const { name, district, urban } = commune;

  if (chance.happens(40)) return `Cụm ${group} ${name} ${district} Hà Nội`;
  if (chance.happens(8)) return `Tập thể "${chance.pick(estates)}", Tổ ${group}, ${name}, ${district}, Hà Nội`;
  if (urban && chance.happens(400)) return `Số ${number}, Ngõ ${chance.int(1, 400)}, ${name}, ${district}, Hà Nội`;
  if (urban) return `Số ${number}, Tổ ${group}, ${name}, ${district}, Hà Nội`;
  return `Thôn ${chance.int(1, 12)}, ${name}, ${district}, Hà Nội`;
}
