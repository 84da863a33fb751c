import { within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const REF = '5b0e6f0a-0000-4000-8000-000000000001';
const RECORD = {
  ref: REF,
  receipt: 'e-42',
  basis: 'portfolio',
  exposure: { disclosed: 14, budget: 200 },
  fieldClasses: ['identity', 'contact'],
  writable: ['contact', 'contract', 'appointments', 'history'],
  told: ['identity', 'history'],
  identity: { usualName: 'Morel', givenNames: 'Jeanne', birthDate: '1984-03-09', sex: 'F' },
  contact: { phone: '06 12 34 56 78', email: 'jeanne.morel@example.org' },
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

test('nothing is asked for before a purpose is chosen', async () => {
  const page = visit(`/records/${REF}`, { '/me': () => ADVISOR });

  await page.user.click(await page.findByRole('button', { name: 'Ouvrir le dossier' }));

  expect(page.asked.map((each) => each.path)).toEqual(['/api/me']);
  await expectAccessible(page.container);
});

test('opens with the purpose, shows the classes given and the receipt', async () => {
  const page = visit(`/records/${REF}`, {
    '/me': () => ADVISOR,
    [`/records/${REF}`]: () => RECORD,
  });

  await page.user.click(await page.findByRole('radio', { name: /^Suivi/ }));
  await page.user.click(page.getByRole('button', { name: 'Ouvrir le dossier' }));

  expect(await page.findByRole('heading', { level: 1, name: 'Jeanne Morel' })).toBeTruthy();
  expect(page.asked.at(-1)?.headers.get('Vigie-Purpose')).toBe('follow-up');
  expect(page.getByText('9 mars 1984')).toBeTruthy();
  expect(page.getByText('e-42')).toBeTruthy();
  expect(page.queryByRole('heading', { name: 'Situation' })).toBeNull();
  expect(document.title).toBe('Dossier · Vigie');
  expect(document.activeElement?.textContent).toBe('Jeanne Morel');
  await expectAccessible(page.container);
});

test.each([
  [404, 'no-such-record', 'Aucun dossier à montrer'],
  [429, 'budget-exhausted', 'Limite du jour atteinte'],
  [503, 'not-recorded', 'Consultation impossible pour l’instant'],
  [503, 'service-away', 'Le service ne répond pas'],
  [401, 'not-signed-in', 'Votre session est terminée'],
  [401, 'step-up-needed', 'Confirmez que c’est bien vous'],
])('a refusal %i %s says what to do', async (status, name, title) => {
  const page = visit(`/records/${REF}`, {
    '/me': () => ADVISOR,
    [`/records/${REF}`]: () => problem(status, name, { 'Vigie-Correlation': 'c-7' }),
  });

  await page.user.click(await page.findByRole('radio', { name: /^Entretien/ }));
  await page.user.click(page.getByRole('button', { name: 'Ouvrir le dossier' }));

  const heading = await page.findByRole('heading', { name: title });
  expect(document.activeElement).toBe(heading);
  expect(page.getByText('c-7')).toBeTruthy();
  expect(page.queryByRole('button', { name: 'Essayer de nouveau' }) !== null).toBe(status === 503);
  await expectAccessible(page.container);
});

const PAST = {
  receipt: 'e-43',
  contract: { signedOn: '2026-02-01', hoursPerWeek: 15 },
  appointments: [
    {
      entry: 'a-1',
      appointment: {
        at: '2026-12-01T09:30',
        agency: 'FT-01',
        reason: 'Point mensuel',
        mode: 'PHYSIQUE',
      },
      outcome: 'kept',
    },
  ],
  notes: [{ kind: 'note', on: '2026-01-05', text: 'Cherche à mi-temps' }],
  changes: [
    {
      at: '2026-01-05T08:00:00Z',
      what: 'records.job-seeker-registered',
      fieldClasses: ['identity'],
    },
  ],
};

async function opened(replies: Parameters<typeof visit>[1]) {
  const page = visit(`/records/${REF}`, {
    '/me': () => ADVISOR,
    [`/records/${REF}`]: () => RECORD,
    ...replies,
  });
  await page.user.click(await page.findByRole('radio', { name: /^Suivi/ }));
  await page.user.click(page.getByRole('button', { name: 'Ouvrir le dossier' }));
  await page.findByRole('heading', { level: 1, name: 'Jeanne Morel' });
  return page;
}

test('the past is asked for apart, with the same purpose', async () => {
  const page = await opened({ [`/records/${REF}/history`]: () => PAST });
  expect(page.asked.some((each) => each.path.includes('history'))).toBe(false);

  await page.user.click(page.getByRole('button', { name: 'Afficher l’historique' }));

  expect(await page.findByText('Cherche à mi-temps')).toBeTruthy();
  expect(page.getByText(/Point mensuel \(venu\)/)).toBeTruthy();
  expect(page.getByText('1 décembre 2026 à 09:30')).toBeTruthy();
  expect(page.getByText('e-43')).toBeTruthy();
  expect(page.asked.at(-1)?.headers.get('Vigie-Purpose')).toBe('follow-up');
  await expectAccessible(page.container);
});

test('a day gone by shows the classes as they were then', async () => {
  const page = await opened({
    [`/records/${REF}/history`]: () => ({ ...PAST, identity: { usualName: 'Dupuis' } }),
  });

  await page.user.type(page.getByLabelText(/^Le dossier tel qu’il était/), '2026-01-05');
  await page.user.click(page.getByRole('button', { name: 'Afficher l’historique' }));

  expect(await page.findByText('Dupuis')).toBeTruthy();
  expect(page.asked.at(-1)?.path).toMatch(/\/history\?on=2026-01-05$/);
});

test('a note is written once and shown', async () => {
  const page = await opened({
    [`/records/${REF}/history`]: () => PAST,
    [`/records/${REF}/notes`]: () => ({ entry: 'n-1', receipt: 'e-44' }),
  });

  await page.user.type(page.getByLabelText(/^Texte/), 'Cherche à mi-temps');
  await page.user.click(page.getByRole('button', { name: 'Inscrire au dossier' }));

  expect(await page.findByText('Cherche à mi-temps')).toBeTruthy();
  const written = page.asked.find((each) => each.path.endsWith('/notes'));
  expect(written?.headers.get('Idempotency-Key')).toBeTruthy();
  expect(written?.headers.get('Vigie-Purpose')).toBe('follow-up');
  expect(JSON.parse(written?.body ?? '')).toMatchObject({
    kind: 'note',
    text: 'Cherche à mi-temps',
  });
});

test('who stands at the desk is not offered the past', async () => {
  const page = await opened({
    [`/records/${REF}`]: () => ({
      ...RECORD,
      basis: 'reception-shift',
      writable: ['contact'],
      told: [],
    }),
  });

  expect(page.queryByRole('heading', { name: 'Suivi et historique' })).toBeNull();
});

test('a class that may be written is written as a whole, and shown as it was sent', async () => {
  const page = await opened({ [`/records/${REF}/file/contact`]: () => ({ receipt: 'e-45' }) });
  expect(page.queryByRole('button', { name: 'Modifier : Identité' })).toBeNull();

  await page.user.click(page.getByRole('button', { name: 'Modifier : Coordonnées' }));
  for (const [label, value] of [
    ['Adresse', '13 rue des Lilas'],
    ['Code postal', '20000'],
    ['Commune', 'Ajaccio'],
    ['Code INSEE de la commune (facultatif)', '2A004'],
  ] as const) {
    await page.user.type(page.getByLabelText(label), value);
  }
  await page.user.clear(page.getByLabelText('Téléphone (facultatif)'));
  await expectAccessible(page.container);
  await page.user.click(
    within(page.getByRole('form', { name: 'Modifier : Coordonnées' })).getByRole('button', {
      name: 'Inscrire au dossier',
    }),
  );

  expect(await page.findByText('13 rue des Lilas')).toBeTruthy();
  expect(page.queryByText('06 12 34 56 78')).toBeNull();
  expect(page.getByText('Modification inscrite au dossier.')).toBeTruthy();
  expect(document.activeElement).toBe(page.getByRole('button', { name: 'Modifier : Coordonnées' }));
  const written = page.asked.find((each) => each.path.endsWith('/file/contact'));
  expect(written?.method).toBe('POST');
  expect(JSON.parse(written?.body ?? '')).toEqual({
    phone: null,
    email: 'jeanne.morel@example.org',
    address: '13 rue des Lilas',
    postcode: '20000',
    commune: 'Ajaccio',
    communeCode: '2A004',
  });
});

test('what is wrong is told at its field, which takes the focus', async () => {
  const page = await opened({
    [`/records/${REF}/appointments`]: () => ({
      status: 400,
      body: {
        type: 'urn:vigie:problem:invalid-fields',
        problems: [
          { field: 'agency', message: 'must be an agency', french: 'doit être une agence' },
        ],
      },
    }),
  });

  await page.user.click(page.getByText('Fixer un rendez-vous'));
  await page.user.type(page.getByLabelText('Date et heure'), '2026-12-01T09:30');
  await page.user.selectOptions(page.getByLabelText('Modalité'), 'sur place');
  await page.user.type(page.getByLabelText(/^Agence/), 'Bastille');
  await page.user.type(page.getByLabelText('Motif'), 'Point mensuel');
  await page.user.click(page.getByRole('button', { name: 'Fixer le rendez-vous' }));

  const fault = await page.findByText('Ce champ doit être une agence.');
  const field = page.getByLabelText(/^Agence/);
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.getAttribute('aria-describedby')).toBe(fault.id);
  await expectAccessible(page.container);
});

test('an appointment is made once, and how it went is said once', async () => {
  const page = await opened({
    [`/records/${REF}/history`]: () => ({
      ...PAST,
      appointments: PAST.appointments.map((each) => ({ ...each, outcome: null })),
    }),
    [`/records/${REF}/appointments`]: () => ({ entry: 'a-2', receipt: 'e-46' }),
    [`/records/${REF}/appointments/a-1`]: () => ({ entry: 'a-1', receipt: 'e-47' }),
  });

  await page.user.click(page.getByText('Fixer un rendez-vous'));
  await page.user.type(page.getByLabelText('Date et heure'), '2026-12-01T09:30');
  await page.user.selectOptions(page.getByLabelText('Modalité'), 'PHYSIQUE');
  await page.user.type(page.getByLabelText(/^Agence/), 'FT-01');
  await page.user.type(page.getByLabelText('Motif'), 'Point mensuel');
  await page.user.click(page.getByRole('button', { name: 'Fixer le rendez-vous' }));

  expect(await page.findByText('Rendez-vous inscrit au dossier.')).toBeTruthy();
  const made = page.asked.find((each) => each.path.endsWith('/appointments'));
  expect(made?.headers.get('Idempotency-Key')).toBeTruthy();
  expect(JSON.parse(made?.body ?? '')).toEqual({
    at: '2026-12-01T09:30',
    mode: 'PHYSIQUE',
    agency: 'FT-01',
    reason: 'Point mensuel',
  });

  await page.user.click(await page.findByRole('button', { name: 'Noter : venu' }));
  const said = page.asked.find((each) => each.path.endsWith('/appointments/a-1'));
  expect(JSON.parse(said?.body ?? '')).toEqual({ outcome: 'kept' });
  await expectAccessible(page.container);
});
