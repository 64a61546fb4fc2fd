/** The ages that people of a decade of birth reach in a year, such as `27-36`; `oldest`: the decade that older ones are counted with. */
export function ageBandOf(decade: number | null, { year, oldest }: { year: number; oldest: number }): string {
  if (decade === null) return 'unknown';
  if (decade === oldest) return `${year - decade - 9}+`;
  return `${Math.max(0, year - decade - 9)}-${year - decade}`;
}
