import type { DeviceRoundEntity } from './device-round.entity';
import type { RoundLine, RoundTotals } from './round-reports.schemas';
import { roundStateOf } from './domain/round-state';

interface Report {
  readonly round: DeviceRoundEntity;
  readonly totals: RoundTotals;
  readonly lines: readonly RoundLine[];
  readonly at: Date;
}

const style = `body { font: 11pt/1.4 serif; margin: 2cm } table { border-collapse: collapse; width: 100%; margin: 1em 0 }
th, td { border: 1px solid #444; padding: 2pt 5pt; text-align: left } td.n { text-align: right } thead { display: table-header-group }
tr.outlier td { font-style: italic } @page { size: A4 landscape }`;

const states = { open: 'đang mở', reviewing: 'đang xét', forwarded: 'đã trình', decided: 'đã quyết định' } as const;

/** The proposals of a round on paper, in Vietnamese as the committee reads them. It holds no script and nothing from elsewhere. */
export function toReportPage({ round, totals, lines, at }: Report): string {
  const state = states[roundStateOf(round, at)];
  const sums = (rows: readonly (readonly [string, RoundTotals['total']])[]) =>
    rows.map(([what, { proposals, proposed, reviewed, approved }]) => {
      return `<tr><td>${escaped(what)}</td>${[proposals, proposed, reviewed, approved].map(cell).join('')}</tr>`;
    });
  const sumHead = ['', 'Đề xuất', 'Số máy đề xuất', 'Sau thẩm định', 'Được duyệt'];
  const lineHead = [
    'Quận, sở',
    'Đơn vị',
    'Điểm kiểm soát',
    'Loại',
    'Người/ngày',
    'Đề xuất',
    'Thẩm định',
    'Duyệt',
    'Lý do',
  ];
  const rows = lines.map((line) => {
    const texts = [line.district, line.agencyName, line.checkpointName, line.venueKind];
    const numbers = [line.peopleADay, line.proposed, line.reviewed, line.approved];
    const reasons = [line.reason, line.reviewReason, line.decisionReason]
      .filter((reason) => reason !== null)
      .join('; ');
    const cells = [...texts.map(textCell), ...numbers.map(cell), textCell(reasons)].join('');
    return `<tr${line.isOutlier ? ' class="outlier"' : ''}>${cells}</tr>`;
  });
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(round.name)}</title><style>${style}</style>
<h1>${escaped(round.name)}</h1>
<p>Trạng thái: ${state}, phiên bản ${round.version}, in lúc ${at.toISOString()}. Dòng in nghiêng: số máy khác xa các điểm cùng loại.</p>
${table(sumHead, sums([['Toàn thành phố', totals.total], ...totals.byDistrict.map((row) => [row.district, row] as const)]))}
${table(sumHead, sums(totals.byVenueKind.map((row) => [row.venueKind, row])))}
${table(lineHead, rows)}`;
}

const table = (head: readonly string[], rows: readonly string[]) =>
  `<table><thead><tr>${head.map((title) => `<th>${title}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
const cell = (value: number | null) => `<td class="n">${value ?? ''}</td>`;
const textCell = (text: string) => `<td>${escaped(text)}</td>`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
