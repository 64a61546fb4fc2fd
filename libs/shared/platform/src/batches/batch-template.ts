import { stringify } from 'csv-stringify/sync';

export type TemplateRow = Readonly<Record<string, string>>;

/** A file to begin with: every column in its place, and a few invented rows. */
export function toTemplate(columns: readonly string[], rows: readonly TemplateRow[]): string {
  return stringify([...rows], { header: true, columns: [...columns], record_delimiter: 'windows' });
}
