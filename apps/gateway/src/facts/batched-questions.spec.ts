import { BatchedQuestions } from './batched-questions';

interface Answer {
  subject: string;
  text: string;
}

const answerTo = (subject: string): Answer => ({ subject, text: `of ${subject}` });

/** Somebody who is asked, and answers when the test says so. */
function anAnswerer() {
  const asked: { subjects: string[]; resolve: (answers: Answer[]) => void; reject: (error: Error) => void }[] = [];
  const questions = new BatchedQuestions<Answer>((subjects) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer[]>();
    asked.push({ subjects, resolve, reject });
    return promise;
  });
  return { questions, asked };
}

describe('BatchedQuestions', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks in one message about many people who come within a moment', async () => {
    const { questions, asked } = anAnswerer();
    const answers = ['a', 'b', 'c'].map((subject) => questions.ask(subject));
    await jest.advanceTimersByTimeAsync(1);
    answers.push(questions.ask('d'));
    await jest.advanceTimersByTimeAsync(1);
    asked[0]!.resolve(['d', 'b', 'a'].map(answerTo));

    expect(asked.map(({ subjects }) => subjects)).toEqual([['a', 'b', 'c', 'd']]);
    expect(await Promise.all(answers)).toEqual([answerTo('a'), answerTo('b'), null, answerTo('d')]);
  });

  it('asks once about one person, also while the answer is under way, and again after it', async () => {
    const { questions, asked } = anAnswerer();
    const first = [questions.ask('a'), questions.ask('a')];
    await jest.advanceTimersByTimeAsync(10);
    first.push(questions.ask('a'));
    await jest.advanceTimersByTimeAsync(10);
    asked[0]!.resolve([answerTo('a')]);

    expect(await Promise.all(first)).toEqual([answerTo('a'), answerTo('a'), answerTo('a')]);
    await jest.advanceTimersByTimeAsync(10);
    const again = questions.ask('a');
    await jest.advanceTimersByTimeAsync(10);
    asked[1]!.resolve([]);
    expect(await again).toBeNull();
    expect(asked.map(({ subjects }) => subjects)).toEqual([['a'], ['a']]);
  });

  it('rejects after 80 ms without an answer, and asks anew then', async () => {
    const { questions, asked } = anAnswerer();
    const settled = jest.fn();
    questions.ask('a').catch(settled);
    await jest.advanceTimersByTimeAsync(79);
    expect(settled).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(new Error('no answer in time'));

    const again = questions.ask('a');
    await jest.advanceTimersByTimeAsync(2);
    asked[0]!.resolve([{ subject: 'a', text: 'too late' }]);
    asked[1]!.resolve([answerTo('a')]);
    expect(await again).toEqual(answerTo('a'));
  });

  it('rejects all of a message that could not be sent, and none of another', async () => {
    const { questions, asked } = anAnswerer();
    const lost = Promise.allSettled([questions.ask('a'), questions.ask('b')]);
    await jest.advanceTimersByTimeAsync(2);
    const kept = questions.ask('c');
    await jest.advanceTimersByTimeAsync(2);
    asked[0]!.reject(new Error('no broker'));
    asked[1]!.resolve([answerTo('c')]);

    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kept).toEqual(answerTo('c'));
  });

  it('sends at once what is as much as one message may hold', async () => {
    const { questions, asked } = anAnswerer();
    const answers = Array.from({ length: 1_200 }, (_, index) => questions.ask(String(index)));
    await jest.advanceTimersByTimeAsync(2);
    for (const { subjects, resolve } of asked) resolve(subjects.map(answerTo));

    expect(asked.map(({ subjects }) => subjects.length)).toEqual([500, 500, 200]);
    expect((await Promise.all(answers)).map((answer) => answer?.subject)).toEqual(
      answers.map((_, index) => String(index)),
    );
  });

  it('rejects at once what is more than an owner can answer, and asks again when it is less', async () => {
    const { questions, asked } = anAnswerer();
    const people = Array.from({ length: 2_000 }, (_, index) => String(index));
    const answers = people.map((person) => questions.ask(person));
    await expect(questions.ask('one more')).rejects.toThrow('too many');
    await jest.advanceTimersByTimeAsync(2);
    for (const { subjects, resolve } of asked) resolve(subjects.map(answerTo));
    await Promise.all(answers);

    const again = questions.ask('one more');
    await jest.advanceTimersByTimeAsync(2);
    asked.at(-1)!.resolve([answerTo('one more')]);
    expect(await again).toEqual(answerTo('one more'));
  });
});
