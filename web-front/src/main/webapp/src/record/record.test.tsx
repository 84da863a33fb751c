import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const REF = '5b0e6f0a-0000-4000-8000-000000000001';
const RECORD = {
  ref: REF,
  receipt: 'e-42',
  basis: 'portfolio',
  exposure: { disclosed: 14, budget: 200 },
  fieldClasses: ['identity', 'contact'],
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
