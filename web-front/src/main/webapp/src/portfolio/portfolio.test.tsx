import { waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const person = (n: number) => ({
  ref: `00000000-0000-4000-8000-00000000000${n}`,
  givenName: `Prénom${n}`,
  usualName: `Nom${n}`,
  category: 'A',
  birthYear: 1980 + n,
});

const replies = {
  '/me': () => ADVISOR,
  '/exposure': () => ({ disclosed: 13, budget: 200 }),
  '/portfolio': ({ path }: { path: string }) =>
    path.includes('cursor=c1')
      ? { entries: [person(3)], next: null, receipt: 'r2' }
      : { entries: [person(1), person(2)], next: 'c1', receipt: 'r1' },
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

test('lists the persons and says how many have been consulted', async () => {
  const page = visit('/portfolio', replies);

  const table = await page.findByRole('table', { name: 'Personnes que vous accompagnez' });

  expect(table.querySelectorAll('tbody tr')).toHaveLength(2);
  expect(page.getByRole('link', { name: 'Nom1 Prénom1' }).getAttribute('href')).toBe(
    `/records/${person(1).ref}`,
  );
  expect(await page.findByText(/personnes consultées aujourd’hui, sur 200 au plus/)).toBeTruthy();
  await expectAccessible(page.container);
});

test('more rows take the focus', async () => {
  const page = visit('/portfolio', replies);

  await page.user.click(await page.findByRole('button', { name: 'Afficher la suite' }));

  await waitFor(() => {
    expect(document.activeElement?.textContent).toBe('Nom3 Prénom3');
  });
  expect(page.queryByRole('button', { name: 'Afficher la suite' })).toBeNull();
});

test('a name to look for is never in an address', async () => {
  const page = visit('/portfolio', {
    ...replies,
    '/search': () => ({ entries: [person(4)], receipt: 'r3' }),
  });

  await page.user.type(await page.findByRole('searchbox'), 'Nom4{Enter}');

  expect(await page.findByRole('table', { name: '1 personne trouvée' })).toBeTruthy();
  const search = page.asked.find((each) => each.path === '/api/search');
  expect(search?.method).toBe('POST');
  expect(search?.headers.get('Vigie-Request')).toBe('1');
  expect(search?.body).toBe('{"name":"Nom4"}');
  expect(page.asked.some((each) => each.path.includes('Nom4'))).toBe(false);
});

test('a list that cannot be recorded is not shown, and says so', async () => {
  const page = visit('/portfolio', {
    ...replies,
    '/portfolio': () => problem(503, 'not-recorded'),
  });

  expect(
    await page.findByRole('heading', { name: 'Consultation impossible pour l’instant' }),
  ).toBeTruthy();
  expect(page.queryByRole('table')).toBeNull();
});

test('eleven digits are looked for as a number, in the body', async () => {
  const page = visit('/portfolio', {
    ...replies,
    '/search': () => ({ entries: [person(4)], receipt: 'r3' }),
  });

  await page.user.type(await page.findByRole('searchbox'), '123 4567 8901{Enter}');

  expect(await page.findByRole('table', { name: '1 personne trouvée' })).toBeTruthy();
  const search = page.asked.find((each) => each.path === '/api/search');
  expect(JSON.parse(search?.body ?? '')).toEqual({ number: '12345678901' });
});

test('by the NIR a person is looked for with the day of birth and a reason', async () => {
  const page = visit('/portfolio', {
    ...replies,
    '/search': () => ({ entries: [person(4)], receipt: 'r3' }),
  });

  await page.user.click(await page.findByText('Rechercher une personne par son NIR'));
  await page.user.type(page.getByLabelText(/^NIR/), '269054958815780');
  await page.user.type(page.getByLabelText('Date de naissance'), '1969-05-02');
  await page.user.selectOptions(page.getByLabelText('Raison'), 'identity-check');
  const form = within(page.getByRole('form', { name: 'Rechercher une personne par son NIR' }));
  await page.user.click(form.getByRole('button', { name: 'Rechercher' }));

  expect(await page.findByRole('table', { name: '1 personne trouvée' })).toBeTruthy();
  const search = page.asked.find((each) => each.path === '/api/search');
  expect(search?.headers.get('Vigie-Reason')).toBe('identity-check');
  expect(search?.headers.get('Vigie-Purpose')).toBe('reception');
  expect(JSON.parse(search?.body ?? '')).toEqual({
    nir: '269054958815780',
    birthDate: '1969-05-02',
  });
  await expectAccessible(page.container);
});
