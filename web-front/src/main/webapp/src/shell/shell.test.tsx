import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, AUDITOR, expectAccessible, problem, visit } from './visit';

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

test('a stranger reads one sentence in French and finds the way in', async () => {
  const page = visit('/', { '/me': () => problem(401, 'not-signed-in') });

  const way = await page.findByRole('link', { name: 'Se connecter' });

  expect(way.getAttribute('href')).toBe('/sign-in?ui_locales=fr');
  expect(document.documentElement.lang).toBe('fr');
  expect(document.title).toBe('Accueil · Vigie');
  await expectAccessible(page.container);
});

test('English once chosen is remembered', async () => {
  const page = visit('/', { '/me': () => problem(401, 'not-signed-in') });

  await page.user.click(await page.findByRole('button', { name: 'English' }));

  expect(page.getByRole('link', { name: 'Sign in' })).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');
  expect(localStorage.getItem('vigie.language')).toBe('en');
});

test('the menu shows an advisor the portfolio and an auditor the log', async () => {
  const advisor = visit('/nowhere', { '/me': () => ADVISOR });
  expect(await advisor.findByRole('link', { name: 'Portefeuille' })).toBeTruthy();
  expect(advisor.queryByRole('link', { name: 'Journal' })).toBeNull();

  const auditor = visit('/nowhere', { '/me': () => AUDITOR });
  expect(await auditor.findByRole('link', { name: 'Journal' })).toBeTruthy();
  expect(auditor.queryByRole('link', { name: 'Portefeuille' })).toBeNull();
});

test('a page that needs a session leads back to itself after sign-in', async () => {
  const page = visit('/portfolio', { '/me': () => problem(499, 'x') });

  const way = await page.findByRole('link', { name: 'Se connecter' });

  expect(way.getAttribute('href')).toBe('/sign-in?to=%2Fportfolio&ui_locales=fr');
});
