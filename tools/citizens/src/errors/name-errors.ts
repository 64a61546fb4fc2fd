import { everybody, matched, mismatched, type RecordError } from './record-error';

export const nameWithoutDiacritics: RecordError = {
  name: 'name without diacritics',
  expected: matched('NAME_NO_DIACRITICS'),
  fits: ({ fullName }) => withoutDiacritics(fullName) !== fullName,
  distort: ({ fullName }, chance) => {
    const plain = withoutDiacritics(fullName);
    return { full_name: chance.happens(500) ? plain.toUpperCase() : plain };
  },
};

export const nameMisspelt: RecordError = {
  name: 'name misspelt',
  expected: mismatched('NAME_MISMATCH'),
  fits: everybody,
  distort: ({ fullName }, chance) => ({ full_name: chance.pick(misspellingsOf(fullName)) }),
};

/** Beginnings of words that sound alike in Hanoi. */
const soundsAlike: readonly (readonly [RegExp, string])[] = [
  [/^Tr/, 'Ch'],
  [/^Ch/, 'Tr'],
  [/^S/, 'X'],
  [/^X/, 'S'],
  [/^L/, 'N'],
  [/^N(?![gh])/, 'L'],
  [/^D/, 'Gi'],
];

/** Other letters in one word, the last letter left out, or the middle name: each differs with its diacritics removed, too. */
export function misspellingsOf(fullName: string): readonly string[] {
  const words = fullName.split(' ');
  const heardWrong = words.flatMap((word, at) =>
    soundsAlike
      .filter(([sound]) => sound.test(word))
      .map(([sound, other]) => words.with(at, word.replace(sound, other))),
  );
  const withoutMiddle = words.length > 2 ? [[words[0], words.at(-1)]] : [];
  return [...heardWrong, ...withoutMiddle].map((some) => some.join(' ')).concat(fullName.slice(0, -1));
}

function withoutDiacritics(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
}
