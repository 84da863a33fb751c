// The slice in a real browser: sign in with both factors, read a record, be refused another, look
// at both as an auditor.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ADVISOR,
  FRONT,
  assertAccessible,
  errors,
  open,
  setting,
  shoot,
  signIn,
  violations,
} from './stage.js';

const AUDITOR = setting('VIGIE_AUDITOR');
// A person whom the advisor does not follow: as another advisor was shown them, and as the log does.
const FOREIGN_REF = setting('VIGIE_FOREIGN_REF');
const FOREIGN_PERSON = setting('VIGIE_FOREIGN_PERSON');
const CHOICES = ['vigie.language', 'vigie.theme'];

let strict; // a browser as people have it
let loose; // one that lets axe into the page, in spite of the content security policy

/** Tabs until what has the focus is the one looked for. */
async function tabTo(page, selector) {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
      return;
    }
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());

async function assertNoToken(page) {
  const kept = await page.evaluate(() => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
  }));
  assert.deepEqual(Object.keys(kept.session), []);
  assert.equal(kept.cookies, '');
  for (const [key, value] of Object.entries(kept.local)) {
    assert.ok(CHOICES.includes(key), key);
    assert.doesNotMatch(value, /eyJ/);
  }
  const databases = await page.evaluate(() => indexedDB.databases());
  assert.deepEqual(databases, []);
  const session = (await page.context().cookies(FRONT)).find((each) => each.name === 'q_session');
  assert.equal(session?.httpOnly, true);
  assert.equal(session?.secure, true);
  assert.equal(session?.sameSite, 'Strict');
  assert.ok(session.value.length < 64, 'the cookie is a reference');
}

let opened; // the reference of the record that was read

test('a stranger is greeted in French', async () => {
  strict = await open();
  await strict.goto(FRONT);

  await strict.getByRole('link', { name: 'Se connecter' }).waitFor();

  assert.equal(await strict.evaluate(() => document.documentElement.lang), 'fr');
  assert.equal(await strict.title(), 'Accueil · Vigie');
  await shoot(strict, '1-home');
});

test('the keyboard alone signs in with both factors', async () => {
  await tabTo(strict, 'main a.button');
  await strict.keyboard.press('Enter');
  await signIn(strict, ADVISOR, (name) => shoot(strict, `2-${name}`));

  await strict.getByRole('heading', { level: 1, name: 'Mon portefeuille' }).waitFor();
  await strict.locator('.persons tbody tr').first().waitFor();
  await shoot(strict, '3-portfolio');
  await assertNoToken(strict);
});

test('the keyboard alone opens a record, with a purpose', async () => {
  await tabTo(strict, '.persons tbody a');
  const name = await focused(strict);
  await strict.keyboard.press('Enter');
  await strict.getByRole('heading', { level: 1, name: 'Ouvrir un dossier' }).waitFor();
  assert.equal(await focused(strict), 'Ouvrir un dossier');
  assert.ok(!(await strict.title()).includes(name), 'no name in the title');
  await tabTo(strict, 'input[type=radio]');
  await strict.keyboard.press('Space');
  await shoot(strict, '4-purpose');
  await tabTo(strict, 'main button[type=submit]');
  await strict.keyboard.press('Enter');

  await strict.getByRole('heading', { name: 'Reçu de consultation' }).waitFor();
  opened = new URL(strict.url()).pathname.split('/').at(-1);
  assert.equal(await strict.title(), 'Dossier · Vigie');
  assert.match(await strict.locator('.receipt code').innerText(), /^[0-9a-f-]{36}$/);
  assert.match(await strict.locator('.exposure').innerText(), /sur 200 au plus/);
  await shoot(strict, '5-record');
});

test('a search finds by name, and the name stays out of the address', async () => {
  await strict.goto(`${FRONT}/portfolio`);
  const name = await strict.locator('.persons .family-name').first().textContent();
  await strict.getByRole('searchbox').fill(name);
  await strict.keyboard.press('Enter');

  await strict.locator('.search .persons tbody tr').first().waitFor();
  assert.ok(!strict.url().toLowerCase().includes(name.toLowerCase()));
  await shoot(strict, '6-search');
});

test('a record out of reach is refused, and the page says what to do', async () => {
  await strict.goto(`${FRONT}/records/${FOREIGN_REF}`);
  await strict.getByRole('radio', { name: /Entretien/ }).check();
  await strict.getByRole('button', { name: 'Ouvrir le dossier' }).click();

  await strict.getByRole('heading', { name: 'Aucun dossier à montrer' }).waitFor();
  assert.equal(await focused(strict), 'Aucun dossier à montrer');
  await shoot(strict, '7-refused');
});

test('an advisor is refused the log', async () => {
  await strict.goto(`${FRONT}/events`);

  await strict.getByRole('heading', { name: 'Accès non permis' }).waitFor();
  assert.equal(await strict.getByRole('table').count(), 0);
});

test('the pages of an advisor have no serious accessibility fault', async () => {
  const state = await strict.context().storageState();
  const page = await open({ bypassCSP: true, storageState: state });
  await page.goto(`${FRONT}/portfolio`);
  await page.locator('.persons tbody tr').first().waitFor();
  await assertAccessible(page, 'portfolio');
  await page.goto(`${FRONT}/records/${opened}`);
  await page.getByRole('radio', { name: /Suivi/ }).check();
  await assertAccessible(page, 'purpose');
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await page.getByRole('heading', { name: 'Reçu de consultation' }).waitFor();
  await assertAccessible(page, 'record');
  await page.goto(`${FRONT}/records/${FOREIGN_REF}`);
  await page.getByRole('radio', { name: /Entretien/ }).check();
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await page.getByRole('heading', { name: 'Aucun dossier à montrer' }).waitFor();
  await assertAccessible(page, 'refused');
  for (const scheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${FRONT}/portfolio`);
    await page.locator('.persons tbody tr').first().waitFor();
    await assertAccessible(page, `portfolio ${scheme}`);
  }
  // 400 %: a window of 1280 points holds 320.
  await page.setViewportSize({ width: 320, height: 640 });
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wider, 0, 'no scrolling in two directions');
  await shoot(page, '3-portfolio-320');
  await page.context().close();
});

test('English once chosen stays', async () => {
  await strict.goto(`${FRONT}/portfolio`);
  await strict.getByRole('button', { name: 'English' }).click();
  await strict.reload();

  await strict.getByRole('heading', { level: 1, name: 'My portfolio' }).waitFor();
  await strict.getByRole('button', { name: 'Français' }).click();
});

test('signing out ends the session', async () => {
  const cookies = await strict.context().cookies(FRONT);
  await strict.getByRole('link', { name: 'Se déconnecter' }).click();

  await strict.getByRole('link', { name: 'Se connecter' }).waitFor();
  assert.equal(new URL(strict.url()).pathname, '/');
  // The cookie of before opens nothing: the session is gone where it was kept.
  const kept = cookies.find((each) => each.name === 'q_session');
  const answer = await fetch(`${FRONT}/api/me`, {
    headers: { Cookie: `q_session=${kept.value}` },
  });
  assert.equal(answer.status, 401);
});

test('an auditor sees what was read and what was refused', async () => {
  loose = await open({ bypassCSP: true });
  await loose.goto(FRONT);
  await loose.getByRole('link', { name: 'Se connecter' }).waitFor();
  await assertAccessible(loose, 'home');
  await loose.getByRole('link', { name: 'Se connecter' }).click();
  await signIn(loose, AUDITOR, (name) => assertAccessible(loose, name));
  await loose.getByRole('heading', { level: 1, name: 'Journal' }).waitFor();

  const refused = await assertLogged(loose, `person=${FOREIGN_PERSON}`, 'Refusé');
  await shoot(loose, '8-event-refused');
  // From the refusal to whoever was refused, and to what they opened.
  await refused.locator('button.reference').first().click();
  await loose.waitForURL(/advisor=/);
  const advisor = new URL(loose.url()).searchParams.get('advisor');
  await assertLogged(loose, `advisor=${advisor}`, 'Autorisé');
  await shoot(loose, '9-event-allowed');
  await assertAccessible(loose, 'events');

  await loose.goto(`${FRONT}/events`);
  await loose.locator('.events tbody tr').first().waitFor();
  await loose.locator('.events button[aria-expanded]').first().click();
  await assertAccessible(loose, 'events, details open');
  await shoot(loose, '10-events');
});

/** The log follows the deed: it is asked until it has caught up. */
async function assertLogged(page, about, outcome) {
  await page.goto(`${FRONT}/events?${about}&operation=read`);
  const row = page.locator('.events tbody tr', { hasText: outcome }).first();
  for (let i = 0; i < 60; i++) {
    await page.locator('.events, main [role=status]').first().waitFor();
    if ((await row.count()) > 0) {
      assert.match(await row.innerText(), /Consultation/);
      return row;
    }
    await pause(500);
    await page.getByRole('button', { name: 'Actualiser' }).click();
  }
  await shoot(page, 'not-logged');
  assert.fail(`the log does not show a read of ${about} as ${outcome}`);
}

test('the auditor’s page, too, breaks no rule of the content security policy', async () => {
  const state = await loose.context().storageState();
  const page = await open({ storageState: state });
  await page.goto(`${FRONT}/events`);
  await page.locator('.events tbody tr').first().waitFor();
  await page.locator('.events button.reference').first().click();
  await page.waitForURL(/advisor=|person=/);
  await page.locator('.events tbody tr').first().waitFor();
  await page.context().close();
});

test('nothing broke the content security policy, and no script failed', () => {
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
});
