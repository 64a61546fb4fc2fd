import { CardProblem } from '../card-problem';
import { cardSvg } from './card-svg';
import { qrSymbol } from './qr-symbol';
import { renderCard } from './render-card';

const qr = '001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021';

describe('a drawn card', () => {
  it('is marked as a specimen, also with the code of something else', () => {
    expect(cardSvg(null, qrSymbol('https://example.org')).match(/MẪU · SPECIMEN/g)).toHaveLength(2);
  });

  it('is a PNG that is the same each time', () => {
    const picture = renderCard(qr);

    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(renderCard(qr).equals(picture)).toBe(true);
  });

  it.each([[''], ['a'.repeat(2_400)]])('is refused for a text that makes no QR code', (text) => {
    expect(() => renderCard(text)).toThrow(CardProblem);
  });
});
