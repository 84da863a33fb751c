// One's own factors in a real browser, with an authenticator that Chromium plays: a passkey is
// enrolled, signs in by itself, steps up; the telephone is lost, and a recovery code stands in for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ADVISOR,
  FRONT,
  PASSWORD,
  assertAccessible,
  code,
  errors,
  nextStep,
  open,
  setting,
  shoot,
  violations,
} from './stage.js';

const IDENTITY = setting('VIGIE_IDENTITY_URL', 'http://localhost:8081');
const JUST_NOW = 61_000;

let alice; // her page
let authenticator; // hers
let codes; // on her paper
let signedInAt;

/** An authenticator in the device that knows its owner. */
async function plug(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    touched: (enabled) =>
      cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    recognises: (isUserVerified) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    keys: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

async function password(page) {
  await page.locator('#login').fill(ADVISOR);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#password').press('Enter');
  await page.locator('#code').waitFor();
}

const inside = (page) => page.getByRole('heading', { level: 1, name: 'Mon portefeuille' }).waitFor();

async function signOut(page) {
  await page.goto(FRONT);
  await page.getByRole('link', { name: 'Se déconnecter' }).click();
  await page.getByRole('link', { name: 'Se connecter' }).waitFor();
}

test('whoever ticks the box after the code enrols a passkey', async () => {
  alice = await open();
  authenticator = await plug(alice);
  await alice.goto(FRONT);
  await alice.getByRole('link', { name: 'Se connecter' }).click();
  await password(alice);
  await alice.getByRole('checkbox').check();
  await alice.locator('#code').fill(code(ADVISOR));
  await alice.locator('#code').press('Enter');
  await alice.getByRole('heading', { name: 'Vos moyens de connexion' }).waitFor();
  await alice.locator('[data-passkey-go]').click();

  await alice.getByText('La clé d’accès est enregistrée.').waitFor();
  const [key] = await authenticator.keys();
  assert.equal(key.rpId, 'localhost');
  assert.equal(key.isResidentCredential, true);
  await shoot(alice, 'passkey-1-enrolled');
  await alice.getByRole('link', { name: 'Continuer vers l’application' }).click();
  await inside(alice);
});

test('the passkey signs in among the logins, and nothing is typed', async () => {
  await signOut(alice);
  await alice.getByRole('link', { name: 'Se connecter' }).click();

  await inside(alice);
  signedInAt = Date.now();
  assert.ok((await authenticator.keys())[0].signCount >= 2);
});

test('ten recovery codes are shown once', async () => {
  await alice.goto(`${IDENTITY}/account`);
  await alice.getByRole('button', { name: 'Créer dix nouveaux codes' }).click();
  await alice.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();

  codes = await alice.locator('.codes code').allInnerTexts();
  assert.equal(codes.length, 10);
  await alice.getByRole('link', { name: 'Je les ai notés' }).click();
  await alice.getByText('10 sur 10').waitFor();
});

test('the pages of one’s own factors have no serious accessibility fault', async () => {
  const state = await alice.context().storageState();
  const page = await open({ bypassCSP: true, storageState: state });
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const place of ['account', 'account/password', 'account/authenticator']) {
      await page.goto(`${IDENTITY}/${place}`);
      await page.locator('h1').waitFor();
      await assertAccessible(page, `${place} ${scheme}`);
    }
  }
  await shoot(page, 'passkey-3-authenticator-dark');
  await page.setViewportSize({ width: 320, height: 640 });
  for (const place of ['account', 'account/authenticator']) {
    await page.goto(`${IDENTITY}/${place}`);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wider, 0, `${place}: no scrolling in two directions`);
  }
  await page.context().close();
});

test('the telephone lost, a recovery code stands in for it, and the page says what to do', async () => {
  const page = await open({ bypassCSP: true });
  await page.goto(FRONT);
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await page.locator('#login').waitFor();
  await assertAccessible(page, 'sign-in');
  await password(page);
  await assertAccessible(page, 'code');
  await page.getByRole('link', { name: /utiliser un code de secours/ }).click();
  await page.locator('h1', { hasText: 'Code de secours' }).waitFor();
  await assertAccessible(page, 'recovery');
  await page.locator('#code').fill('0000-0000-0000-0000');
  await page.locator('#code').press('Enter');
  await page.getByRole('alert').waitFor();
  await assertAccessible(page, 'recovery, refused');
  await page.locator('#code').fill(codes[0].toLowerCase());
  await page.locator('#code').press('Enter');

  await page.getByText('connecté avec un code de secours').waitFor();
  await page.getByText('9 sur 10').waitFor();
  await assertAccessible(page, 'recovered');
  await page.getByRole('link', { name: 'Continuer vers l’application' }).click();
  await inside(page);
  await page.context().close();
});

test('a step-up is one touch, of a device that recognises its owner', async () => {
  // Whoever signed in within the last minute is not asked again.
  await pause(Math.max(0, signedInAt + JUST_NOW - Date.now()));
  await authenticator.touched(false);
  await authenticator.recognises(false);
  await alice.goto(`${FRONT}/sign-in/step-up?to=/portfolio`);
  await alice.locator('[data-passkey-go]').waitFor();
  await shoot(alice, 'passkey-2-step-up');
  await authenticator.touched(true);
  await alice.locator('[data-passkey-go]').click();

  await alice.getByText('La clé d’accès n’a pas servi').waitFor();
  assert.equal(
    await alice.evaluate(() => document.activeElement.hasAttribute('data-passkey-failed')),
    true,
  );
  await authenticator.recognises(true);
  await alice.locator('[data-passkey-go]').click();
  await inside(alice);
});

test('a passkey that is taken away opens nothing any more', async () => {
  await alice.goto(`${IDENTITY}/account`);
  await alice.getByRole('button', { name: /Supprimer la clé/ }).click();
  await alice.getByText('elle n’ouvre plus rien').waitFor();
  await authenticator.touched(false);
  await signOut(alice);
  await alice.getByRole('link', { name: 'Se connecter' }).click();
  await alice.locator('[data-passkey-go]').waitFor();
  await authenticator.touched(true);
  await alice.locator('[data-passkey-go]').click();

  await alice.getByText('Clé d’accès non reconnue').waitFor();
  await shoot(alice, 'passkey-4-taken-away');
});

test('without JavaScript, password and code still sign in', async () => {
  const page = await open({ javaScriptEnabled: false });
  await nextStep();
  await page.goto(`${IDENTITY}/account`);
  assert.equal(await page.locator('[data-passkey-go]').isVisible(), false);
  await password(page);
  await page.locator('#code').fill(code(ADVISOR));
  await page.locator('#code').press('Enter');

  await page.getByRole('heading', { name: 'Vos moyens de connexion' }).waitFor();
  assert.equal(await page.locator('[data-passkey-go]').isVisible(), false);
  await page.getByText('Ce navigateur ne connaît pas les clés d’accès').waitFor();
  await page.context().close();
});

test('nothing broke the content security policy, and no script failed', () => {
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
});
