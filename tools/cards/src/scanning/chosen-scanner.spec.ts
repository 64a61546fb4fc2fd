import { CardProblem } from '../card-problem';
import { chosenScanner, type ScannerChoice } from './chosen-scanner';

const aDevice = (token: string) => ({ id: token, token, checkpoint: 'gate', venueKind: 'agency' as const });
const stack = { gateway: 'http://localhost:3000', devices: [aDevice('first'), aDevice('second')] };
const aChoice = (overrides: Partial<ScannerChoice> = {}): ScannerChoice => ({
  gateway: undefined,
  token: undefined,
  device: 1,
  ...overrides,
});

describe('chosenScanner', () => {
  it.each<[Partial<ScannerChoice>, { gateway: string; token: string }]>([
    [{}, { gateway: 'http://localhost:3000', token: 'first' }],
    [{ device: 2 }, { gateway: 'http://localhost:3000', token: 'second' }],
    [{ token: 'own' }, { gateway: 'http://localhost:3000', token: 'own' }],
    [{ gateway: 'http://gate:3100/' }, { gateway: 'http://gate:3100', token: 'first' }],
  ])('takes from the started stack what is not given: %j', (given, scanner) => {
    expect(chosenScanner(aChoice(given), stack)).toEqual(scanner);
  });

  it('needs no stack with both given, and one otherwise', () => {
    const given = aChoice({ gateway: 'http://gate:3100', token: 'own' });

    expect(chosenScanner(given, null)).toEqual({ gateway: 'http://gate:3100', token: 'own' });
    expect(() => chosenScanner(aChoice(), null)).toThrow(CardProblem);
    expect(() => chosenScanner(aChoice({ device: 3 }), stack)).toThrow('devices 1 to 2');
  });
});
