import { Direction } from '@entry/contracts/vocabulary/venues';
import { Command, InvalidArgumentError, Option } from 'commander';
import { describeFailure } from './card-problem';
import { findStackFile } from '@entry/stack/stack/stack-file';
import { givenPath } from '@entry/client/given-path';
import { readPicture } from './reading/read-picture';
import { readQr } from './reading/read-qr';
import { chosenScanner, type ScannerChoice } from './scanning/chosen-scanner';
import { scan, type ScanDetails } from './scanning/scan';
import { verdictText } from './scanning/verdict-text';

interface Options extends ScannerChoice, ScanDetails {
  readonly dryRun?: true;
  readonly print?: true;
}

/** 1 is any failure to get a decision. */
const exitCodes = { allow: 0, check: 2, deny: 3 } as const;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function scanPicture(picture: string, options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const { gateway, token, device, dryRun, print, ...details } = options;
  const qr = await readQr(await readPicture(givenPath(picture, env), picture));
  if (print) say(qr);
  if (dryRun) {
    say(`${picture}: one QR code, ${qr.length} characters in ${qr.split('|').length} fields. Not sent.`);
    return;
  }

  const verdict = await scan(chosenScanner({ gateway, token, device }, findStackFile()), qr, details);
  say(verdictText(verdict));
  process.exitCode = exitCodes[verdict.decision];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

const command = new Command('scan')
  .description('Reads the QR code of a card in a picture and asks the gateway, as a scanner does')
  .argument('<picture>', 'PNG or JPEG')
  .option('--gateway <url>', 'where to send it; that of .local/stack.json unless given')
  .addOption(new Option('--token <token>', "the device's token").env('DEVICE_TOKEN'))
  .option('--device <number>', 'which device of the demonstration, when no token is given', wholeNumber, 1)
  .addOption(new Option('--direction <direction>', 'where the person goes').choices(Direction.options))
  .option('--scan-id <uuid>', 'the same again within ten minutes gets the first decision')
  .option('--sequence <number>', "the device's own count of its scans", wholeNumber)
  .option('--scanned-at <instant>', 'when, as RFC 3339 with offset')
  .option('--print', 'prints the text of the QR code: personal data')
  .option('--dry-run', 'reads the picture and sends nothing')
  .addHelpText('after', '\nExit codes: 0 allow, 2 check, 3 deny, 1 no decision.')
  .action((picture: string, options: Options) => scanPicture(picture, options, process.env));

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
