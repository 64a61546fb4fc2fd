import type { VenueKind } from '@entry/contracts/vocabulary/venues';

export interface Place {
  readonly agency: { readonly name: string; readonly district: string; readonly kind: 'state' | 'private' };
  readonly checkpoint: { readonly name: string; readonly venueKind: VenueKind; readonly address: string };
}

/** One agency with one checkpoint and device each; the first is the one that the printed command scans at. */
export const places: readonly [Place, ...Place[]] = [
  {
    agency: { name: 'Trung tâm Hành chính công quận Ba Đình', district: 'ba-dinh', kind: 'state' },
    checkpoint: { name: 'Cổng chính', venueKind: 'agency', address: 'Phố Liễu Giai, Ba Đình' },
  },
  {
    agency: { name: 'Ga trung tâm', district: 'dong-da', kind: 'state' },
    checkpoint: { name: 'Cửa vào sảnh A', venueKind: 'train-station', address: 'Đường Lê Duẩn, Đống Đa' },
  },
  {
    agency: { name: 'Tuyến đường sắt đô thị số 2A', district: 'ha-dong', kind: 'state' },
    checkpoint: { name: 'Ga đầu tuyến', venueKind: 'metro-station', address: 'Đường Quang Trung, Hà Đông' },
  },
  {
    agency: { name: 'Bệnh viện đa khoa thành phố', district: 'cau-giay', kind: 'state' },
    checkpoint: { name: 'Cổng khám bệnh', venueKind: 'hospital', address: 'Đường Trần Cung, Cầu Giấy' },
  },
  {
    agency: { name: 'Trung tâm thương mại phía Đông', district: 'long-bien', kind: 'private' },
    checkpoint: { name: 'Cửa số 1', venueKind: 'mall', address: 'Đường Cổ Linh, Long Biên' },
  },
];
