import { escaped, wrapped } from './svg-text';

describe('text in a picture', () => {
  it('is never taken for markup', () => {
    expect(escaped('Tập thể "A" <b>&\u0000\uD800')).toBe('Tập thể &quot;A&quot; &lt;b>&amp;');
  });

  it.each([
    ['Nguyễn An', 20, ['Nguyễn An']],
    ['Số 1, Tổ 2, Phúc Xá', 12, ['Số 1, Tổ 2,', 'Phúc Xá']],
    ['một hai ba bốn năm', 5, ['một', 'hai …']],
    ['Thị-tên-dài-quá', 8, ['Thị-tên…']],
    ['', 8, []],
  ])('%j is broken between words after %d letters', (text, longest, lines) => {
    expect(wrapped(text, longest, 2)).toEqual(lines);
  });
});
