import { nameOf, originalOf, reasonOf, shownOf, type DeadLetter } from './dead-letter';

const letter = (topic: string): DeadLetter => ({
  topic: `${topic}.dead-letter`,
  partition: 0,
  offset: '7',
  key: Buffer.from('V-1'),
  value: Buffer.from('{"full_name":"Nguyễn Văn Mẫu"'),
  headers: {
    ce_type: topic,
    'dead-letter-reason': 'the value is not JSON',
    'dead-letter-partition': '3',
    'dead-letter-offset': '41',
  },
  at: new Date('2026-11-23T01:00:00Z'),
});

describe('a dead letter', () => {
  it('goes back to where it was, as it was', () => {
    const set = letter('access.event.v1');

    expect([nameOf(set), reasonOf(set)]).toEqual(['access.event.v1.dead-letter/0/7', 'the value is not JSON']);
    expect(originalOf(set)).toEqual({
      topic: 'access.event.v1',
      partition: 3,
      key: set.key,
      value: set.value,
      headers: { ce_type: 'access.event.v1' },
    });
  });

  it('is shown, but for what tells of people', () => {
    expect(shownOf(letter('access.event.v1'))).toContain('value: {"full_name":"Nguyễn Văn Mẫu"');
    for (const topic of ['health.vaccination-submitted.v1', 'health.infection-submitted.v1']) {
      const shown = shownOf(letter(topic));
      expect(shown).toContain('the value is not JSON');
      expect(shown).not.toMatch(/Nguyễn|V-1/);
    }
  });
});
