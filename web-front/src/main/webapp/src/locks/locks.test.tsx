import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const OFFICER = { ...ADVISOR, roles: ['security-officer'] };
const KEY = 'key-of-somebody-00000000';
const LOCKED = {
  account: KEY,
  device: null,
  failures: 5,
  lockedAt: '2026-01-05T09:00:00Z',
  until: '2026-01-05T10:00:00Z',
};
const STANDING = {
  status: {
    account: KEY,
    state: 'locked',
    failures: 5,
    left: 0,
    delayedUntil: null,
    until: '2026-01-05T10:00:00Z',
    devices: [{ device: 'd-1', state: 'open', failures: 0, left: 10 }],
  },
  atMostByStrangers: 37,
  atMostByDevice: 41,
  events: [{ id: 'e-1', type: 'lockout.account-locked', time: '2026-01-05T09:00:00Z' }],
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

function open(more: Parameters<typeof visit>[1] = {}) {
  return visit('/locks', {
    '/me': () => OFFICER,
    '/locks': () => ({ locks: [LOCKED], next: null }),
    [`/locks/${KEY}`]: () => STANDING,
    '/locks/look-up': () => STANDING,
    ...more,
  });
}

test('an officer sees why an account is locked, and how much can be guessed at it', async () => {
  const page = open();

  await page.user.click(await page.findByRole('button', { name: KEY }));

  expect(await page.findByText(/37 essais.*41/)).toBeTruthy();
  expect(page.getByText('5 secrets faux')).toBeTruthy();
  expect(page.getByText(/Compte verrouillé/)).toBeTruthy();
  await expectAccessible(page.container);
});

test('a login is asked for in a body, never in an address', async () => {
  const page = open();

  await page.user.type(
    await page.findByLabelText('Référence du compte, ou identifiant'),
    'a.durand',
  );
  await page.user.click(page.getByRole('button', { name: 'Examiner' }));

  await page.findByText(/37 essais/);
  expect(page.asked.every((call) => !call.path.includes('durand'))).toBe(true);
  expect(page.asked.find((call) => call.method === 'POST')?.body).toBe('{"login":"a.durand"}');
});

test('an account is unlocked with a reason, under a key of its own', async () => {
  const page = open({ [`/locks/${KEY}/clearing`]: () => STANDING.status });

  await page.user.click(await page.findByRole('button', { name: KEY }));
  await page.user.selectOptions(await page.findByLabelText('Motif'), 'holder-verified');
  await page.user.click(page.getByRole('button', { name: 'Appliquer' }));

  await vi.waitFor(() => {
    const call = page.asked.find((each) => each.path.endsWith('/clearing'));
    expect(call?.body).toBe('{"reason":"holder-verified"}');
    expect(call?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('nobody unlocks their own account, and it is said', async () => {
  const page = open({ [`/locks/${KEY}/clearing`]: () => problem(403, 'own-lock') });

  await page.user.click(await page.findByRole('button', { name: KEY }));
  await page.user.selectOptions(await page.findByLabelText('Motif'), 'mistake');
  await page.user.click(page.getByRole('button', { name: 'Appliquer' }));

  expect(await page.findByRole('heading', { name: 'C’est votre propre compte' })).toBeTruthy();
});
