import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, AUDITOR, expectAccessible, problem, visit } from '../shell/visit';

const OFFICER = { ...ADVISOR, roles: ['security-officer'] };
const PRIVACY = { ...ADVISOR, roles: ['privacy-officer'] };
const ALERT = {
  alert: 'a-1',
  index: 41,
  at: '2026-01-05T09:00:00Z',
  rule: 'exposure-budget',
  severity: 'critical',
  scope: 'account',
  target: 'a0000000-0000-4000-8000-000000000001',
  measured: '201',
  limit: '200',
  frozen: true,
  state: 'raised',
  owner: null,
  verdict: null,
  runbook: 'alert-exposure-budget',
};
const OPENED = {
  breach: 'b-1',
  by: 'officer-1',
  accounts: ['thief'],
  sessions: [],
  from: '2026-01-05T00:00:00Z',
  to: null,
  awareAt: '2026-01-05T09:00:00Z',
  at: '2026-01-05T09:00:00Z',
};
const BREACH = {
  standing: {
    opened: OPENED,
    notified: [],
    listRequestedBy: null,
    listApprovedBy: [],
    closed: false,
  },
  facts: {
    persons: 200,
    accesses: 210,
    first: '2026-01-05T00:00:00Z',
    last: '2026-01-05T00:10:00Z',
    organisations: [{ name: 'FT', persons: 200, accesses: 210 }],
    fieldClasses: [{ name: 'identity', persons: 200, accesses: 210 }],
  },
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

test('an officer takes an alert on', async () => {
  const page = visit('/alerts', {
    '/me': () => OFFICER,
    '/alerts': () => ({ alerts: [ALERT] }),
    '/alerts/a-1/acknowledgement': () => ({}),
  });

  await page.user.click(await page.findByRole('button', { name: 'Prendre en charge' }));

  await vi.waitFor(() => {
    expect(page.asked.some((each) => each.path === '/api/alerts/a-1/acknowledgement')).toBe(true);
  });
  expect(page.getByText('Trop de personnes en un jour')).toBeTruthy();
  await expectAccessible(page.container);
});

test('an alert that was taken on is closed with what it was', async () => {
  const page = visit('/alerts', {
    '/me': () => OFFICER,
    '/alerts': () => ({ alerts: [{ ...ALERT, state: 'acknowledged', owner: 'me' }] }),
    '/alerts/a-1/closure': () => ({}),
  });

  await page.user.selectOptions(await page.findByLabelText('Conclusion'), 'breach');
  await page.user.click(page.getByRole('button', { name: 'Clore' }));

  await vi.waitFor(() => {
    expect(page.asked.find((each) => each.method === 'POST')?.body).toBe('{"verdict":"breach"}');
  });
});

test('an auditor sees alerts and no button', async () => {
  const page = visit('/alerts', {
    '/me': () => AUDITOR,
    '/alerts': () => ({ alerts: [ALERT] }),
  });

  expect(await page.findByText('Levée')).toBeTruthy();
  expect(page.queryByRole('button', { name: 'Prendre en charge' })).toBeNull();
});

test('an officer opens a file on accounts and a time', async () => {
  const page = visit('/breaches', {
    '/me': () => OFFICER,
    '/breaches': (call) => (call.method === 'GET' ? { breaches: [OPENED] } : {}),
  });

  await page.user.type(await page.findByLabelText(/^Comptes/), 'thief other');
  await page.user.type(page.getByLabelText('Depuis'), '2026-01-05T00:00');
  await page.user.click(page.getByRole('button', { name: 'Ouvrir un dossier de violation' }));

  await vi.waitFor(() => {
    const call = page.asked.find((each) => each.method === 'POST');
    expect(JSON.parse(call?.body ?? '{}')).toEqual({
      accounts: ['thief', 'other'],
      from: '2026-01-04T23:00:00.000Z',
    });
    expect(call?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });
  await expectAccessible(page.container);
});

test('a breach file says what came out, and how long there is to tell the authority', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(new Date('2026-01-06T09:30:00Z').getTime());
  const page = visit('/breaches/b-1', {
    '/me': () => PRIVACY,
    '/breaches/b-1': () => BREACH,
    '/breaches/b-1/affected/requests': () => ({}),
  });

  expect(await page.findByText(/Il reste 47 heures/)).toBeTruthy();
  expect(page.getByText('Identité')).toBeTruthy();
  await page.user.click(page.getByRole('button', { name: 'Demander la liste des personnes' }));

  await vi.waitFor(() => {
    expect(page.asked.at(-2)?.path).toBe('/api/breaches/b-1/affected/requests');
  });
  await expectAccessible(page.container);
  vi.restoreAllMocks();
});

test('whoever may not see a file reads that they may not', async () => {
  const page = visit('/breaches/b-1', {
    '/me': () => AUDITOR,
    '/breaches/b-1': () => problem(403, 'forbidden'),
  });

  expect(await page.findByRole('heading', { name: 'Accès non permis' })).toBeTruthy();
});

test('accesses to a person are asked for by reference, and name no agent', async () => {
  const page = visit('/accesses', {
    '/me': () => PRIVACY,
    '/persons/p-1/accesses': () => ({
      person: 'p-1',
      total: 1,
      organisations: [],
      accesses: [
        {
          index: 3,
          time: '2026-01-05T09:00:00Z',
          organisation: 'FT',
          operation: 'read',
          purpose: 'interview',
          fieldClasses: ['identity', 'contact'],
        },
      ],
    }),
  });

  await page.user.type(await page.findByLabelText('Personne (référence)'), 'p-1');
  await page.user.click(page.getByRole('button', { name: 'Chercher les accès' }));

  expect(await page.findByText('Un accès en douze mois.')).toBeTruthy();
  expect(page.getByText('Identité, Coordonnées')).toBeTruthy();
  await expectAccessible(page.container);
});

test('the log shows its size, its root and what was built anew', async () => {
  const page = visit('/log', {
    '/me': () => OFFICER,
    '/log/head': () => ({ size: 1234567, root: 'cafe' }),
    '/replays': () => ({
      replays: [
        {
          replay: 'r-1',
          by: 'me',
          startedAt: '2026-01-05T09:00:00Z',
          state: 'ended',
          done: null,
          of: null,
          digest: 'f'.repeat(64),
          same: true,
        },
      ],
    }),
  });

  expect(await page.findByText('cafe')).toBeTruthy();
  expect(await page.findByText(/identique à la vue qui servait/)).toBeTruthy();
  await expectAccessible(page.container);
});

test('why is asked by a click, since it is a question of its own', async () => {
  const event = {
    index: 7,
    id: 'e-7',
    time: '2026-01-05T09:00:00Z',
    type: 'records.record-disclosed.v1',
    source: '/vigie/records-service',
    operation: 'read',
    outcome: 'allowed',
    basis: 'portfolio',
  };
  const page = visit('/events', {
    '/me': () => AUDITOR,
    '/events': () => ({ events: [event], next: null }),
    '/events/7/why': () => ({
      event,
      reason: null,
      basis: 'portfolio',
      relation: { ...event, index: 2 },
      policy: 'day=200',
      assurance: 'urn:vigie:acr:two-factor',
      methods: 'mfa,otp,pwd',
      authenticatedAt: '2026-01-05T08:30:00Z',
      budget: '12',
    }),
  });

  await page.user.click(await page.findByRole('button', { name: 'Détails de l’événement 7' }));
  expect(page.asked.some((each) => each.path.includes('/why'))).toBe(false);
  await page.user.click(page.getByRole('button', { name: 'Pourquoi\u00a0?' }));

  expect(await page.findByText('Inscription 2')).toBeTruthy();
  expect(page.getByText('12')).toBeTruthy();
  expect(page.getByText('day=200')).toBeTruthy();
  expect(page.getByText('urn:vigie:acr:two-factor')).toBeTruthy();
  await expectAccessible(page.container);
});

test('everything that matches comes as a file, by the same filters', async () => {
  const page = visit('/events?person=p-1', {
    '/me': () => AUDITOR,
    '/events': () => ({ events: [{ index: 7, time: '2026-01-05T09:00:00Z' }], next: 'x' }),
  });

  const link = await page.findByRole('link', { name: 'CSV' });

  expect(link.getAttribute('href')).toBe('/api/files/events/csv?person=p-1');
  expect(page.getByRole('link', { name: 'Parquet' }).hasAttribute('download')).toBe(true);
});

test('the list of persons is offered to the privacy officer once two have agreed', async () => {
  const file = (agreed: string[]) => ({
    ...BREACH,
    standing: { ...BREACH.standing, listRequestedBy: 'dpo', listApprovedBy: agreed },
  });
  const taken = vi.fn(() => 'blob:x');
  Object.assign(URL, { createObjectURL: taken, revokeObjectURL: vi.fn() });
  const early = visit('/breaches/b-1', {
    '/me': () => PRIVACY,
    '/breaches/b-1': () => file(['one']),
  });
  await early.findByText('Un accord sur deux pour remettre la liste des personnes.');
  expect(early.queryByRole('button', { name: /Recevoir la liste/ })).toBeNull();

  const page = visit('/breaches/b-1', {
    '/me': () => PRIVACY,
    '/breaches/b-1': () => file(['one', 'two']),
    '/files/breaches/b-1/affected': () => ({}),
  });
  await page.user.click(await page.findByRole('button', { name: /Recevoir la liste/ }));

  expect(await page.findByText(/La liste est remise/)).toBeTruthy();
  expect(taken).toHaveBeenCalledOnce();
  await expectAccessible(page.container);
});

test('an officer who agrees too early, or to nothing, reads what is missing', async () => {
  const page = visit('/breaches/b-1', {
    '/me': () => OFFICER,
    '/breaches/b-1': () => ({
      ...BREACH,
      standing: { ...BREACH.standing, listRequestedBy: 'dpo' },
    }),
    '/breaches/b-1/affected/approvals': () => problem(409, 'already-approved'),
  });

  await page.user.click(await page.findByRole('button', { name: /Donner mon accord/ }));

  expect(await page.findByRole('heading', { name: 'Accord déjà donné' })).toBeTruthy();
});
