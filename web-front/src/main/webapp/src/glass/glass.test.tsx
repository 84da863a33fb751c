import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const MANAGER = { ...ADVISOR, roles: ['manager'] };
const GRANT = '7c1f0b1e-0000-4000-8000-000000000001';
const USE = {
  grant: GRANT,
  person: 'p-1',
  advisor: 'a-1',
  agency: 'FT-01',
  reason: 'visitor',
  words: 'La personne est à l’accueil depuis une heure.',
  fieldClasses: ['identity'],
  brokenAt: '2026-01-05T09:00:00Z',
  until: '2026-01-05T10:00:00Z',
  otherVerdict: null,
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

test('an advisor breaks the glass with a reason, words and the classes needed', async () => {
  const page = visit('/glass', {
    '/me': () => ADVISOR,
    '/glass': () => ({ grant: GRANT, ref: 'p-1', until: '2026-01-05T10:00:00Z', left: 4 }),
  });

  await page.user.type(await page.findByLabelText('Numéro France Travail'), '98765400001');
  await page.user.selectOptions(page.getByLabelText('Raison'), 'visitor');
  await page.user.type(
    page.getByLabelText('Ce qui se passe (20 caractères au moins)'),
    'La personne attend depuis une heure',
  );
  await expectAccessible(page.container);
  await page.user.click(page.getByRole('button', { name: 'Ouvrir pour une heure' }));

  expect(await page.findByRole('link', { name: 'Ouvrir le dossier' })).toBeTruthy();
  expect(JSON.parse(page.asked.find((each) => each.method === 'POST')?.body ?? '')).toEqual({
    number: '98765400001',
    fields: ['identity'],
    reason: 'visitor',
    text: 'La personne attend depuis une heure',
  });
});

test('whoever has none left reads what to do', async () => {
  const page = visit('/glass', {
    '/me': () => ADVISOR,
    '/glass': () => problem(429, 'no-glass-left'),
  });

  await page.user.type(await page.findByLabelText('Numéro France Travail'), '98765400001');
  await page.user.selectOptions(page.getByLabelText('Raison'), 'visitor');
  await page.user.type(
    page.getByLabelText('Ce qui se passe (20 caractères au moins)'),
    'La personne attend depuis une heure',
  );
  await page.user.click(page.getByRole('button', { name: 'Ouvrir pour une heure' }));

  expect(await page.findByRole('heading', { name: 'Plus de bris de glace possible' })).toBeTruthy();
});

test('a manager judges what waits', async () => {
  const page = visit('/reviews', {
    '/me': () => MANAGER,
    '/glass': () => ({ uses: [USE], receipt: 'r-1' }),
    [`/glass/${GRANT}/review`]: () => ({ grant: GRANT, verdict: 'justified' }),
  });

  await page.user.click(await page.findByRole('button', { name: 'Justifié' }));

  await vi.waitFor(() => {
    expect(page.asked.find((each) => each.method === 'POST')?.body).toBe('{"verdict":"justified"}');
  });
  expect(page.getByText(USE.words)).toBeTruthy();
  await expectAccessible(page.container);
});
