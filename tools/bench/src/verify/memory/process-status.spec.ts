import { parseMemory } from './process-status';

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
