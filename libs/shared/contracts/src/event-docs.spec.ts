import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allEvents } from './all-events';
import { eventDocs } from './event-docs';
import { topics } from './topics';

describe('docs/events.md', () => {
  it('is what the contracts say: run `npm run docs` after a change', () => {
    expect(readFileSync(resolve(__dirname, '../../../../docs/events.md'), 'utf8')).toBe(eventDocs());
  });

  it('has every topic that carries events', () => {
    const described = new Set(allEvents.map(({ topic }) => topic));
    const undescribed = topics.map(({ name }) => name).filter((name) => !described.has(name));
    expect(undescribed.every((name) => name.endsWith('.dead-letter') || name.includes('.lookup'))).toBe(true);
  });
});
