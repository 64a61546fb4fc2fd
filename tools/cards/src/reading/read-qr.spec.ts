import { Resvg } from '@resvg/resvg-js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CardProblem } from '../card-problem';
import { renderCard } from '../drawing/render-card';
import { photoOf, sideBySide, spotted, type Photo } from './photo.fake';
import { readQr } from './read-qr';

const printed = '001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021';
const oldNumber = '001090000001|012345678|Nguyễn Văn An|15031990|Nam|Số 1, Tổ 2, Phúc Xá, Ba Đình, Hà Nội|10042021';
const since2024 = '001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|04102024||||';
const shared = '001090000001|Nguyễn Văn An|15/03/1990|Nam|Số 1, Phúc Xá, Ba Đình, Hà Nội|10/04/2021';
const highland = '066304000003||H’Ñuĕn Buôn Yă|01012004|Nữ|Tập thể "Ao Sen", Tổ 5, Bưởi, Tây Hồ, Hà Nội|01032022';
const longest = since2024.replace('Thôn 1', 'Tập thể Nhà máy Nước, '.repeat(30));

const aPhoto = (overrides: Partial<Photo> = {}): Photo => ({
  ...{ width: 600, degrees: 5, share: 0.9, blur: 0.6, noise: 0.15 },
  ...overrides,
});
const problemOf = (picture: Uint8Array) =>
  readQr(picture).then(
    () => null,
    (error: unknown) => (error instanceof CardProblem ? error.message : error),
  );

describe('readQr', () => {
  it.each([
    ['of 2021', printed],
    ['with an old number', oldNumber],
    ['since July 2024', since2024],
    ['shared through Zalo', shared],
    ['with letters of the Central Highlands', highland],
    ['with a BOM and a line end', `\uFEFF${printed}\r\n`],
    ['damaged by a reader', 'Nguyá»…n|Ná»¯'],
    ['without a letter beyond ASCII', '001090000001||NGUYEN VAN AN|15031990|Nam|So 1|10042021'],
    ['of nearly 1,024 bytes', longest],
  ])('gives back the text of a drawn card exactly: %s', async (_, text) => {
    for (const form of ['NFC', 'NFD']) {
      const sent = text.normalize(form);
      expect(await readQr(renderCard(sent))).toBe(sent);
    }
  });

  it.each<Partial<Photo>>([
    { degrees: 0 },
    { degrees: 33, share: 0.7 },
    { degrees: 90, share: 0.7 },
    { degrees: 180, blur: 1 },
    { degrees: -20, share: 0.75, noise: 0.3 },
    { width: 1_600, degrees: 12, share: 0.5, blur: 1.5 },
    { width: 3_000, degrees: 8, blur: 4, noise: 0.3 },
  ])('reads a photo of 600 pixels and more: %j', async (overrides) => {
    expect(await readQr(photoOf(renderCard(since2024), aPhoto(overrides)))).toBe(since2024);
  });

  it('reads a JPEG', async () => {
    expect(await readQr(readFileSync(join(__dirname, 'photo-of-a-specimen.jpg')))).toBe(printed);
  });

  it('takes the same card twice for one, and refuses two', async () => {
    expect(await readQr(sideBySide(renderCard(printed), renderCard(printed)))).toBe(printed);
    expect(await problemOf(sideBySide(renderCard(printed), renderCard(oldNumber)))).toBe(
      'There are 2 QR codes in this picture: show one card.',
    );
  });

  it.each([['some text'], [''], ['\x89PNG\r\n\x1a\nbut no more']])(
    'refuses what is no picture: %j',
    async (content) => {
      expect(await problemOf(Buffer.from(content, 'latin1'))).toBe(
        'This file is no picture that can be read: PNG and JPEG can.',
      );
    },
  );

  it('says when there is no code, and when one is too damaged', async () => {
    const empty = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>').render().asPng();

    expect(await problemOf(empty)).toBe('There is no QR code in this picture.');
    expect(await problemOf(spotted(renderCard(since2024)))).toMatch(/cannot be read/);
  });
});
