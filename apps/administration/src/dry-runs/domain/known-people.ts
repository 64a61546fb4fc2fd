const nobody = 0;
/** A citizen is kept as one more than the place of the decade in their century. */
const ofUnknownDecade = 0xff;

export interface KnownPerson {
  /** By which they are counted; 0 for who was put in none. */
  readonly group: number;
  /** First year of the decade of birth; null: not known. */
  readonly decade: number | null;
}

/**
 * Millions of people, each by the first 60 bits of their pseudonym: whether the register has them, and which group they are
 * in. Thirteen bytes a place, at most half of which are taken; of a person who is told several times the latest counts.
 */
export class KnownPeople {
  private hashes = new BigUint64Array(1 << 16);
  private groups = new Uint32Array(1 << 16);
  private citizens = new Uint8Array(1 << 16);
  private count = 0;

  putCitizen(subject: string, isActive: boolean, decade: number | null): void {
    const place = this.placeOf(subject);
    if (!isActive) this.citizens[place] = nobody;
    else this.citizens[place] = decade === null ? ofUnknownDecade : (decade - 1900) / 10 + 1;
  }

  putGroup(subject: string, group: number): void {
    const place = this.placeOf(subject);
    this.groups[place] = group;
  }

  /** Null for whoever is no active citizen. */
  find(subject: string): KnownPerson | null {
    return this.personAt(this.search(hashOf(subject)));
  }

  /** The active citizens by what is known of them. */
  counts(): { person: KnownPerson; count: number }[] {
    const counts = new Map<number, { person: KnownPerson; count: number }>();
    for (let place = 0; place < this.hashes.length; place += 1) {
      const citizen = this.citizens[place]!;
      if (citizen === nobody) continue;
      const kind = this.groups[place]! * 256 + citizen;
      const known = counts.get(kind);
      if (known) known.count += 1;
      else counts.set(kind, { person: this.personAt(place)!, count: 1 });
    }
    return [...counts.values()];
  }

  private personAt(place: number): KnownPerson | null {
    const citizen = this.citizens[place]!;
    if (citizen === nobody) return null;
    const decade = citizen === ofUnknownDecade ? null : 1900 + (citizen - 1) * 10;
    return { group: this.groups[place]!, decade };
  }

  private placeOf(subject: string): number {
    if (this.count * 2 >= this.hashes.length) this.grow();
    const hash = hashOf(subject);
    const place = this.search(hash);
    if (this.hashes[place] === 0n) {
      this.hashes[place] = hash;
      this.count += 1;
    }
    return place;
  }

  private search(hash: bigint): number {
    const mask = this.hashes.length - 1;
    let place = Number(hash & BigInt(mask));
    while (this.hashes[place] !== 0n && this.hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const { hashes, groups, citizens } = this;
    const size = hashes.length * 2;
    this.hashes = new BigUint64Array(size);
    this.groups = new Uint32Array(size);
    this.citizens = new Uint8Array(size);
    hashes.forEach((hash, before) => {
      if (hash === 0n) return;
      const place = this.search(hash);
      this.hashes[place] = hash;
      this.groups[place] = groups[before]!;
      this.citizens[place] = citizens[before]!;
    });
  }
}

/** Eight bytes of base64url's ten letters are 60 bits of a digest; never 0, which stands for nobody. */
function hashOf(subject: string): bigint {
  const hash = Buffer.from(subject, 'base64url').readBigUInt64BE() >> 4n;
  return hash === 0n ? 1n : hash;
}
