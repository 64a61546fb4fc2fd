const gatherFor = 2;
const longestWait = 80;
const subjectsAtOnce = 500;
/** More people than that at once are more than their owner can answer for in time. */
const mostAsked = 2_000;

interface Question<Answer> {
  readonly answer: Promise<Answer | null>;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: Error) => void;
}

/** Gathers the questions of a moment into one message; two about the same person are one. Each is answered or rejected within 80 ms; at once while 2,000 people are asked about. */
export class BatchedQuestions<Answer extends { subject: string }> {
  private waiting = new Map<string, Question<Answer>>();
  private readonly asked = new Map<string, Question<Answer>>();

  constructor(private readonly askAll: (subjects: string[]) => Promise<Answer[]>) {}

  ask(subject: string): Promise<Answer | null> {
    const known = this.asked.get(subject);
    if (known) return known.answer;
    if (this.asked.size >= mostAsked) return Promise.reject(new Error('too many questions at once'));
    const { promise, resolve, reject } = Promise.withResolvers<Answer | null>();
    const question = { answer: promise, resolve, reject };
    this.asked.set(subject, question);
    const timeout = setTimeout(() => reject(new Error('no answer in time')), longestWait);
    promise
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timeout);
        this.asked.delete(subject);
      })
      .catch(() => undefined);
    if (this.waiting.size === 0) setTimeout(() => this.send(), gatherFor);
    this.waiting.set(subject, question);
    if (this.waiting.size >= subjectsAtOnce) this.send();
    return promise;
  }

  private send(): void {
    const questions = this.waiting;
    if (questions.size === 0) return;
    this.waiting = new Map();
    this.askAll([...questions.keys()]).then(
      (answers) => {
        const bySubject = new Map(answers.map((answer) => [answer.subject, answer]));
        for (const [subject, { resolve }] of questions) resolve(bySubject.get(subject) ?? null);
      },
      (error: Error) => {
        for (const { reject } of questions.values()) reject(error);
      },
    );
  }
}
