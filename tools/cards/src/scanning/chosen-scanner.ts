import { CardProblem } from '../card-problem';
import type { StackFile } from '@entry/stack/stack/stack-file';
import type { Scanner } from './scan';

type DemonstrationDevices = Pick<StackFile, 'gateway' | 'devices'>;

export interface ScannerChoice {
  readonly gateway: string | undefined;
  readonly token: string | undefined;
  /** Which device of the demonstration, from 1. */
  readonly device: number;
}

/** The given gateway and token; what is not given is the started stack's. Throws a CardProblem when there is none. */
export function chosenScanner({ gateway, token, device }: ScannerChoice, stack: DemonstrationDevices | null): Scanner {
  if (gateway !== undefined && token !== undefined) return { gateway: withoutSlash(gateway), token };

  if (stack === null)
    throw new CardProblem('Nothing was started here: run `npm start`, or give --gateway and --token.');
  const known = stack.devices[device - 1];
  if (token === undefined && known === undefined) {
    throw new CardProblem(`The demonstration has devices 1 to ${stack.devices.length}.`);
  }
  return { gateway: withoutSlash(gateway ?? stack.gateway), token: token ?? known?.token ?? '' };
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
