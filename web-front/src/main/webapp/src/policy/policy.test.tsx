import { beforeEach, expect, test, vi } from 'vitest';
import { within } from '@testing-library/react';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const OFFICER = { ...ADVISOR, roles: ['security-officer'] };
const PROPOSAL = '11111111-2222-3333-4444-555555555555';
const POLICY = {
  numbers: [
    { name: 'strangers', value: '5', source: 'CNIL 2022-100' },
    { name: 'lock', value: 'PT15M', source: 'the usual quarter of an hour' },
    { name: 'brand-new', value: '1', source: 'ours: what no screen knows yet' },
  ],
  atMostByStrangers: 54,
  atMostByDevice: 109,
};
const OPEN = {
  proposal: PROPOSAL,
  reason: 'under-attack',
  proposedBy: 'officer-oscar',
  proposedAt: '2026-01-05T09:00:00Z',
  changes: [{ name: 'strangers', now: '5', proposed: '3' }],
  promise: { atMostByStrangers: 32, atMostByDevice: 109 },
};
const RUN = {
  from: '2025-12-06T09:00:00Z',
  to: '2026-01-05T09:00:00Z',
  guesses: 1234,
  lockedThen: 2,
  lockedNow: 7,
  locked: [{ account: 'key-of-somebody', device: null, then: 0, now: 3, longest: 900 }],
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

function open(more: Parameters<typeof visit>[1] = {}) {
  return visit('/policy', {
    '/me': () => OFFICER,
    '/policy': () => POLICY,
    '/policy/proposals': () => ({ proposals: [OPEN], next: null }),
    '/policy/dry-runs': () => RUN,
    ...more,
  });
}

test('an officer sees what is proposed, what it would change, and what it promises', async () => {
  const page = open();

  const card = within(await page.findByRole('region', { name: 'Attaque en cours' }));

  expect(card.getByText('officer-oscar')).toBeTruthy();
  expect(card.getByText('5')).toBeTruthy();
  expect(card.getByText('3')).toBeTruthy();
  expect(card.getByText(/au plus 32 essais/)).toBeTruthy();
  await page.findByText(/au plus 54 essais/);
  await expectAccessible(page.container);
});

test('where a number comes from is said in the language of the screen', async () => {
  const page = open();

  expect(await page.findByText('le quart d’heure d’usage ; R6 : durée limitée')).toBeTruthy();
  expect(page.queryByText('the usual quarter of an hour')).toBeNull();
  expect(page.getByText('ours: what no screen knows yet').lang).toBe('en');
});

test('the proposal is tried on the past, and it is shown who would have been locked', async () => {
  const page = open();

  const card = within(await page.findByRole('region', { name: 'Attaque en cours' }));
  await page.user.click(card.getByRole('button', { name: 'Essayer sur les 30 derniers jours' }));

  expect(await card.findByText('key-of-somebody')).toBeTruthy();
  expect(card.getByText(/7 au lieu de 2/)).toBeTruthy();
  expect(page.asked.find((call) => call.path.endsWith('/dry-runs'))?.body).toBe(
    '{"numbers":{"strangers":"3"}}',
  );
  await expectAccessible(page.container);
});

test('the second officer approves', async () => {
  const page = open({
    [`/policy/proposals/${PROPOSAL}/approval`]: () => ({ proposal: PROPOSAL, state: 'approved' }),
  });

  await page.user.click(await page.findByRole('button', { name: 'Approuver' }));

  expect(await page.findByText(/C’est fait/)).toBeTruthy();
  expect(page.asked.some((call) => call.path.endsWith(`/${PROPOSAL}/approval`))).toBe(true);
});

test('who proposed it does not approve it, and it is said', async () => {
  const page = open({
    [`/policy/proposals/${PROPOSAL}/approval`]: () => problem(403, 'policy-same-officer'),
  });

  await page.user.click(await page.findByRole('button', { name: 'Approuver' }));

  expect(await page.findByRole('heading', { name: 'Il faut un second responsable' })).toBeTruthy();
});

test('only the numbers that were changed are proposed, under a key of their own', async () => {
  const page = open({
    '/policy/proposals': (asked) =>
      asked.method === 'POST'
        ? { proposal: PROPOSAL, state: 'proposed' }
        : { proposals: [], next: null },
  });

  const lock = await page.findByRole('textbox', { name: 'Durée du premier verrouillage' });
  await page.user.clear(lock);
  await page.user.type(lock, 'PT30M');
  await page.user.selectOptions(page.getByLabelText('Motif'), 'too-strict');
  await page.user.click(page.getByRole('button', { name: 'Proposer' }));

  await vi.waitFor(() => {
    const call = page.asked.find((each) => each.method === 'POST');
    expect(call?.body).toBe('{"numbers":{"lock":"PT30M"},"reason":"too-strict"}');
    expect(call?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
