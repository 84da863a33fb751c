import { beforeEach, expect, test, vi } from 'vitest';
import { AUDITOR, expectAccessible, problem, visit } from '../shell/visit';
import { asked, filtersOf } from './events';

const EVENT = {
  index: 7,
  id: 'e-7',
  time: '2026-01-05T09:00:00Z',
  type: 'records.disclosure-refused.v1',
  source: '/vigie/records-service',
  actor: 'a0000000-0000-4000-8000-000000000001',
  organisation: 'FT',
  agency: 'FT-01',
  session: 's-1',
  operation: 'read',
  outcome: 'refused',
  subject: 'b0000000-0000-4000-8000-000000000002',
  fieldClasses: [],
  purpose: 'interview',
  basis: null,
  correlation: 'c-1',
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

test('lists events, newest first, with their details on demand', async () => {
  const page = visit('/events', {
    '/me': () => AUDITOR,
    '/events': () => ({ events: [EVENT], next: null }),
  });

  expect(await page.findByText('05/01/2026 10:00:00')).toBeTruthy();
  await page.user.click(page.getByRole('button', { name: 'Détails de l’événement 7' }));

  expect(page.getByText('records.disclosure-refused.v1')).toBeTruthy();
  await expectAccessible(page.container);
});

test('a click on an actor filters on it, in the address', async () => {
  const page = visit('/events', {
    '/me': () => AUDITOR,
    '/events': () => ({ events: [EVENT], next: null }),
  });

  await page.user.click(await page.findByRole('button', { name: /Filtrer sur l’auteur/ }));

  await vi.waitFor(() => {
    expect(page.asked.at(-1)?.path).toBe(`/api/events?advisor=${EVENT.actor}&limit=50`);
  });
  expect(page.router.state.location.search).toEqual({ advisor: EVENT.actor });
});

test('an account without the right reads that it has none', async () => {
  const page = visit('/events', {
    '/me': () => AUDITOR,
    '/events': () => problem(403, 'forbidden'),
  });

  expect(await page.findByRole('heading', { name: 'Accès non permis' })).toBeTruthy();
});

test('what an address says besides filters is left out', () => {
  expect(filtersOf({ outcome: 'refused', person: '  ', evil: 'x', from: 3 })).toEqual({
    outcome: 'refused',
  });
});

test('times are those of Paris, and the last minute chosen is included', () => {
  expect(asked({ from: '2026-01-05T10:00', to: '2026-01-05T10:00' })).toEqual({
    from: '2026-01-05T09:00:00.000Z',
    to: '2026-01-05T09:00:59.999Z',
  });
});
