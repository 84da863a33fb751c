import { expect, test, vi } from 'vitest';
import { ADVISOR, expectAccessible, visit } from '../shell/visit';

test('anybody stops their own account, and reads what comes next', async () => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  const page = visit('/freeze-myself', {
    '/me': () => ADVISOR,
    '/self/freeze': () => ({ freeze: 'f-1' }),
  });

  await page.user.click(await page.findByRole('button', { name: 'Geler mon compte maintenant' }));

  expect(await page.findByText(/Votre compte est gelé/)).toBeTruthy();
  expect(page.asked.find((call) => call.method === 'POST')?.headers.get('Idempotency-Key')).toMatch(
    /^[0-9a-f-]{36}$/,
  );
  await expectAccessible(page.container);
});
