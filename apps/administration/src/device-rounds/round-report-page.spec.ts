import type { RoundLine, RoundTotals } from './round-reports.schemas';
import { toReportPage } from './round-report-page';

const at = new Date('2026-11-23T08:00:00Z');
const id = '0190b1f4-0000-7000-8000-000000000001';
const sums = { proposals: 1, proposed: 4, reviewed: 3, approved: 0 };
const totals: RoundTotals = {
  total: sums,
  byDistrict: [{ district: 'ba-dinh', ...sums }],
  byVenueKind: [],
  byState: [],
};
const round = {
  id,
  name: 'Đợt 1',
  deadline: at,
  closedAt: null,
  forwardedAt: null,
  decidedAt: null,
  version: 7,
  createdAt: at,
  createdBy: 'police',
};
const line: RoundLine = {
  district: 'ba-dinh',
  agency: id,
  agencyName: 'Chợ <script>alert(1)</script> & "bạn"',
  checkpoint: id,
  checkpointName: 'Cổng chính',
  venueKind: 'mall',
  state: 'reviewed',
  deviceKind: 'handheld',
  peopleADay: 900,
  proposed: 4,
  reviewed: 3,
  approved: null,
  peopleADevice: 300,
  isOutlier: true,
  reason: 'Bốn cửa',
  reviewReason: 'Một cửa đóng',
  decisionReason: null,
};

describe('the printed report of a round', () => {
  const page = toReportPage({ round, totals, lines: [line], at });

  it('has the sums, the version and each line', () => {
    expect(page).toContain('Trạng thái: đang xét, phiên bản 7');
    expect(page).toContain(
      '<td>ba-dinh</td><td class="n">1</td><td class="n">4</td><td class="n">3</td><td class="n">0</td>',
    );
    expect(page).toContain('<td>Bốn cửa; Một cửa đóng</td>');
  });

  it('takes names for text, whatever is in them', () => {
    expect(page).toContain('Chợ &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;bạn&quot;');
  });

  it('marks what is far from the others', () => {
    expect(page).toContain('<tr class="outlier"><td>ba-dinh</td>');
  });
});
