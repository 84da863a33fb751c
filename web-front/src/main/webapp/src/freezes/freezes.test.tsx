import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const OFFICER = { ...ADVISOR, roles: ['security-officer'] };
const CLOSED = { openSince: null, frozen: 0, limit: 20 };
const FROZEN = {
  freeze: 'f-1',
  scope: 'account',
  target: 'a0000000-0000-4000-8000-000000000001',
  cause: 'alert',
  detected: true,
  state: 'frozen',
  frozenBy: 'lockout-service',
  frozenAt: '2026-01-05T09:00:00Z',
  proposedBy: null,
  reason: null,
  thawedBy: null,
  changedAt: '2026-01-05T09:00:00Z',
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

function open(freeze: object, more: Parameters<typeof visit>[1] = {}) {
  return visit('/freezes', {
    '/me': () => OFFICER,
    '/freezes': (call) =>
      call.method === 'GET' ? { freezes: [freeze], next: null } : { freeze: 'f-2' },
    '/freeze-breaker': () => CLOSED,
    ...more,
  });
}

test('an officer freezes an account with a cause, under a key of its own', async () => {
  const page = open(FROZEN);

  await page.user.type(await page.findByLabelText('Compte, session ou organisation'), 'a-2');
  await page.user.selectOptions(page.getByLabelText('Cause'), 'reported-stolen');
  await page.user.click(page.getByRole('button', { name: 'Geler' }));

  await vi.waitFor(() => {
    const call = page.asked.find((each) => each.method === 'POST');
    expect(call?.body).toBe('{"scope":"account","target":"a-2","cause":"reported-stolen"}');
    expect(call?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });
  await expectAccessible(page.container);
});

test('a thaw is proposed with a reason', async () => {
  const page = open(FROZEN, {
    '/freezes/f-1/thaw': () => ({ freeze: 'f-1', state: 'thaw-proposed' }),
  });

  await page.user.selectOptions(await page.findByLabelText('Motif du dégel'), 'harmless');
  await page.user.click(page.getByRole('button', { name: 'Proposer le dégel' }));

  await vi.waitFor(() => {
    expect(page.asked.find((each) => each.method === 'POST')?.body).toBe('{"reason":"harmless"}');
  });
});

test('whoever proposed a thaw reads that another must approve it', async () => {
  const page = open(
    { ...FROZEN, state: 'thaw-proposed', proposedBy: 'me', reason: 'harmless' },
    { '/freezes/f-1/thaw/approval': () => problem(403, 'freeze-same-officer') },
  );

  await page.user.click(await page.findByRole('button', { name: 'Approuver le dégel' }));

  expect(await page.findByRole('heading', { name: 'Il faut un second responsable' })).toBeTruthy();
});

test('an open breaker is said, and closed by a click', async () => {
  const page = open(FROZEN, {
    '/freeze-breaker': () => ({ ...CLOSED, openSince: '2026-01-05T09:00:00Z' }),
    '/freeze-breaker/closing': () => ({}),
  });

  await page.user.click(await page.findByRole('button', { name: /Rendre la main/ }));

  await vi.waitFor(() => {
    expect(page.asked.some((each) => each.path === '/api/freeze-breaker/closing')).toBe(true);
  });
  await expectAccessible(page.container);
});

test('whoever is frozen reads why nothing goes on', async () => {
  const page = visit('/portfolio', { '/me': () => problem(403, 'account-frozen') });

  expect(await page.findByRole('heading', { name: 'Ce compte est gelé' })).toBeTruthy();
});
