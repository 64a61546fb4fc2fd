import { describeFailure, StackProblem } from '@entry/stack/stack-problem';
import { findStackFile } from '@entry/stack/stack/stack-file';
import { Command } from 'commander';
import { userInfo } from 'node:os';
import { markdownTable } from '../report/markdown-table';
import { nameOf, reasonOf, shownOf, type DeadLetter } from './dead-letter';
import { DeadLetterBox } from './dead-letter-box';

interface Chosen {
  readonly topic?: string;
  readonly all?: boolean;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

async function withLetters(work: (box: DeadLetterBox, letters: DeadLetter[]) => Promise<void>): Promise<void> {
  const brokers = process.env.KAFKA_BROKERS ?? findStackFile()?.kafkaBrokers;
  if (!brokers) throw new StackProblem('Nothing runs here: `npm start` first, or set KAFKA_BROKERS.');
  const box = new DeadLetterBox(brokers.split(','));
  try {
    await work(box, await box.list());
  } finally {
    await box.close();
  }
}

function chosen(
  letters: readonly DeadLetter[],
  names: readonly string[],
  { topic, all = false }: Chosen,
): DeadLetter[] {
  if (names.length === 0 && !topic && !all) throw new StackProblem('Say which: names from the list, --topic or --all.');
  const unknown = names.filter((name) => !letters.some((letter) => nameOf(letter) === name));
  if (unknown.length > 0) throw new StackProblem(`There is no such letter, or it is handled: ${unknown.join(', ')}`);
  return letters.filter(
    (letter) =>
      all || names.includes(nameOf(letter)) || letter.topic === topic || letter.topic === `${topic}.dead-letter`,
  );
}

async function handle(
  names: string[],
  options: Chosen,
  what: string,
  work: (box: DeadLetterBox, letter: DeadLetter) => Promise<void>,
) {
  await withLetters(async (box, letters) => {
    const some = chosen(letters, names, options);
    for (const letter of some) {
      await work(box, letter);
      print(`${what} ${nameOf(letter)}`);
    }
    print(`${some.length} of ${letters.length} ${what}.`);
  });
}

const command = new Command('dead-letters').description(
  'Messages that could not be read or handled, set aside with the reason',
);
command
  .command('list')
  .description('those that nobody has handled, with why')
  .action(() =>
    withLetters(async (_, letters) => {
      const rows = letters.map((letter) => [nameOf(letter), letter.at.toISOString(), reasonOf(letter)]);
      print(rows.length === 0 ? 'There are none.' : markdownTable(['letter', 'set aside at', 'reason'], rows));
      return Promise.resolve();
    }),
  );
command
  .command('show <letter...>')
  .description('headers, key and value; not of rows of health records, which tell of people')
  .action((names: string[]) =>
    withLetters((_, letters) => {
      for (const letter of chosen(letters, names, {})) print(shownOf(letter));
      return Promise.resolve();
    }),
  );
const by = () => userInfo().username;
command
  .command('resend [letter...]')
  .description('send them again to where they were')
  .option('--topic <name>', 'all of a topic')
  .option('--all', 'all there are')
  .action((names: string[], options: Chosen) =>
    handle(names, options, 'resent', (box, letter) => box.resend(letter, by())),
  );
command
  .command('drop [letter...]')
  .description('list them no longer; Kafka keeps them until their time is over')
  .requiredOption('--reason <text>', 'why, for the auditors')
  .option('--topic <name>', 'all of a topic')
  .option('--all', 'all there are')
  .action((names: string[], { reason, ...options }: Chosen & { readonly reason: string }) =>
    handle(names, options, 'dropped', (box, letter) => box.drop(letter, by(), reason)),
  );

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
