import { parseCpu, parseMemory } from './process-status';

const status = `Name:	node
VmPeak:	 1153672 kB
VmHWM:	  120064 kB
VmRSS:	   98304 kB
Threads:	11
`;

describe('parseMemory', () => {
  it('reads what is resident and the most that was', () => {
    expect(parseMemory(status)).toEqual({ resident: 98_304 * 1_024, peak: 120_064 * 1_024 });
  });

  it('finds nothing in the status of a process that has ended', () => {
    expect(parseMemory('Name:	node\nState:	Z (zombie)\n')).toBeNull();
  });
});

describe('parseCpu', () => {
  it('adds user and system time, those of ended children too, whatever the command is called', () => {
    const stat = '17 (a (b) c) S 1 17 17 0 -1 4194560 9 8 7 6 250 50 30 20 20 0 11 0 99 1 2';

    expect(parseCpu(stat)).toBe(3_500);
  });
});
