import { weighted } from '../chance/chance';

const elsewhere =
  '002 004 006 008 010 011 012 014 015 017 019 020 022 024 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 ' +
  '070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096';
const near = '025 026 027 030 031 033 034 035 036 037 038 040 042 044';

/** Codes of where a birth was registered, as often as among people who live in Hanoi: most there, then the Red River delta. */
export const birthplaces: readonly string[] = weighted([
  ['001', 620],
  ...near.split(' ').map((code) => [code, 20] as const),
  ...elsewhere.split(' ').map((code) => [code, 2] as const),
]);
