import { chosenSample } from './chosen-sample';

const stack = { samples: [{ name: 'infected', qr: '001|a', decision: 'deny' as const }] };

describe('chosenSample', () => {
  it('is of the started demonstration, with what it gets there', () => {
    expect(chosenSample({ sample: 1 }, stack)).toEqual({
      qr: '001|a',
      about: 'sample 1: infected, gets deny at the first device',
    });
  });

  it('is an invented person where nothing was started, or where a seed is given', () => {
    const invented = chosenSample({ sample: 1, seed: 1 }, stack);

    expect(invented.about).toBe('sample 1: fully vaccinated, of an invented city');
    expect(chosenSample({ sample: 1 }, null)).toEqual(invented);
    expect(chosenSample({ sample: 1, seed: 2 }, null).qr).not.toBe(invented.qr);
  });

  it.each([0, 2])('is none of number %d when there is one', (sample) => {
    expect(() => chosenSample({ sample }, stack)).toThrow('There are samples 1 to 1.');
  });
});
