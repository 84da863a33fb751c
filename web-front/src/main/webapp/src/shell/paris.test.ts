import { expect, test, vi } from 'vitest';
import { instant, today } from './paris';

test.each([
  ['2026-01-05T10:00', '2026-01-05T09:00:00.000Z'],
  ['2026-07-05T10:00', '2026-07-05T08:00:00.000Z'],
  ['2026-01-01T00:30', '2025-12-31T23:30:00.000Z'],
  ['2028-02-29T23:59', '2028-02-29T22:59:00.000Z'],
  // Clocks go on from two to three: half past two is an hour later.
  ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  // And back from three to two: half past two comes twice.
  ['2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
  ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
])('the clocks of Paris show %s at %s', (shown, at) => {
  expect(new Date(instant(shown)).toISOString()).toBe(at);
});

test.each(['', 'x', '2026-13-01T10:00'])('"%s" is no time', (shown) => {
  expect(instant(shown)).toBeNaN();
});

test('a day begins when it does in Paris', () => {
  vi.useFakeTimers({ now: new Date('2026-07-05T21:59:59Z') });
  expect(today()).toBe('2026-07-05');
  vi.setSystemTime(new Date('2026-07-05T22:00:00Z'));
  expect(today()).toBe('2026-07-06');
  vi.useRealTimers();
});
