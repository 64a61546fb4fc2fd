import { exactName, foldName } from './fold-name';

describe('foldName', () => {
  it.each([
    ['Nguyễn Văn Đức', 'nguyen van duc'],
    ['NGUYEN VAN DUC', 'nguyen van duc'],
    ['Nguyễn  Văn\tĐức '.normalize('NFD'), 'nguyen van duc'],
    ["H'Hen Niê", 'hhen nie'],
    ['H’Hen Niê', 'hhen nie'],
    ['Y-Bŏm Ñĭ čŭĕ', 'ybom ni cue'],
  ])('folds %s', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it('keeps what tells two people apart in the exact form', () => {
    expect(exactName('Trần Thị  BÌNH')).toBe('trần thị bình');
    expect(exactName('Trần Thị Binh')).not.toBe(exactName('Trần Thị Bình'));
  });
});
