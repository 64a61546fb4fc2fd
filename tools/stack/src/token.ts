import { roles } from '@entry/contracts/vocabulary/roles';
import { Command, InvalidArgumentError, Option } from 'commander';
import { accessToken, type OidcRole, type TokenClaims } from './issuer/access-token';
import { findIssuer } from './issuer/issuer-url';
import { findSigningKey } from './issuer/signing-key';
import { describeFailure, StackProblem } from './stack-problem';
import { dataDirectoryOf } from './stack/environment';

interface Options extends TokenClaims {
  readonly role: OidcRole;
}

/** Prints a token of the development issuer and nothing else. */
async function printToken({ role, ...claims }: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const directory = dataDirectoryOf(env);
  const key = await findSigningKey(directory);
  const issuer = findIssuer(directory);
  if (!key || !issuer) throw new StackProblem('There is no development issuer yet: run `npm start` once.');
  process.stdout.write(`${await accessToken(key, issuer, role, claims)}\n`);
}

function hours(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('A number of hours is expected.');
}

const people = roles.filter((role) => role !== 'device');
const command = new Command('token')
  .description('Prints an access token of the development issuer')
  .addOption(new Option('--role <role>', 'whose token').choices(people).makeOptionMandatory())
  .option('--agency <id>', 'the agency of the role `agency`')
  .option('--district <id>', 'the district of the role `district`')
  .option('--hours <number>', 'how long it holds; 30 days unless given', hours);

printToken(command.parse().opts<Options>(), process.env).catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
