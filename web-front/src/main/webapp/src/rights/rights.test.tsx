import { beforeEach, expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, problem, visit } from '../shell/visit';

const MANAGER = { ...ADVISOR, roles: ['manager'] };
const GRANT = '7c1f0b1e-0000-4000-8000-000000000001';
const BEN = '5f0c9d7e-0000-4000-8000-000000000002';
const EVE = '5f0c9d7e-0000-4000-8000-000000000003';

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
});

function asked(page: ReturnType<typeof visit>) {
  const posted = page.asked.findLast((each) => each.method === 'POST');
  return [posted?.path, JSON.parse(posted?.body ?? 'null')] as const;
}

test('a manager opens a shift with hours, and ends it before', async () => {
  const page = visit('/rights', {
    '/me': () => MANAGER,
    '/shifts': () => ({ grant: GRANT }),
    [`/grants/${GRANT}/end`]: () => ({ grant: GRANT }),
  });

  await page.user.type(await page.findByLabelText('Conseiller (référence du compte)'), BEN);
  await page.user.type(page.getByLabelText('De'), '2026-01-05T09:00');
  await page.user.type(page.getByLabelText('À'), '2026-01-05T12:00');
  await expectAccessible(page.container);
  await page.user.click(page.getByRole('button', { name: 'Donner ce droit' }));

  await page.user.click(await page.findByRole('button', { name: 'Y mettre fin maintenant' }));
  expect(await page.findByText('C’est terminé, et inscrit au journal.')).toBeTruthy();
});

test.each([
  [
    'Remplacement',
    '/replacements',
    { absent: EVE, advisor: BEN, from: '2026-01-05T09:00', until: '2026-01-09T18:00' },
  ],
  [
    'Suivi partagé avec un Cap emploi',
    '/co-follow-ups',
    {
      number: '98765400001',
      advisor: BEN,
      organisation: 'CE-01',
      agency: 'CE-01',
      from: '2026-01-05T09:00',
      until: '2026-06-05T09:00',
    },
  ],
  [
    'Désignation pour le handicap',
    '/designations',
    { advisor: BEN, from: '2026-01-05T09:00', until: '2026-06-05T09:00' },
  ],
  ['Changement de référent', '/transfers', { number: '98765400001', advisor: BEN }],
])('a manager grants: %s', async (name, path, said) => {
  const page = visit('/rights', { '/me': () => MANAGER, [path]: () => ({ grant: GRANT }) });

  await page.user.selectOptions(await page.findByLabelText('Droit'), name);
  for (const [field, value] of Object.entries(said)) {
    const input = page.container.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    if (input) {
      await page.user.type(input, value);
    }
  }
  await page.user.click(page.getByRole('button', { name: 'Donner ce droit' }));

  expect(await page.findByText('C’est donné, et inscrit au journal.')).toBeTruthy();
  expect(asked(page)[1]).toEqual(said);
});

test('a person of another agency reads like nobody', async () => {
  const page = visit('/rights', {
    '/me': () => MANAGER,
    '/transfers': () => problem(404, 'no-such-thing-of-yours'),
  });

  await page.user.selectOptions(await page.findByLabelText('Droit'), 'Changement de référent');
  await page.user.type(page.getByLabelText('Numéro France Travail (11 chiffres)'), '98765400001');
  await page.user.type(page.getByLabelText('Conseiller (référence du compte)'), BEN);
  await page.user.click(page.getByRole('button', { name: 'Donner ce droit' }));

  expect(await page.findByText('Personne ou droit introuvable')).toBeTruthy();
});
