/** Text for an SVG: what XML cannot hold is left out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
}

/** Lines of whole words where they fit; what is too long for all lines ends in `…`. */
export function wrapped(text: string, longestLine: number, mostLines: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((some) => some !== '')) {
    const extended = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (extended.length <= longestLine && lines.length > 0) lines[lines.length - 1] = extended;
    else lines.push(word);
  }
  const shown = lines.slice(0, mostLines).map((line) => cut(line, longestLine));
  return lines.length > mostLines ? shown.with(-1, cut(`${shown.at(-1)} …`, longestLine)) : shown;
}

function cut(line: string, longest: number): string {
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
