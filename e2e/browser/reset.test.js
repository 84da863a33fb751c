// A forgotten password in a real browser: the desk starts, a manager and an account admin agree, the
// link goes to the person alone, and opens nothing without the code that stays theirs.
import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
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

const DESK = setting('VIGIE_DESK', 'desk-02');
const MANAGER = setting('VIGIE_MANAGER', 'manager-02');
const ADMIN = setting('VIGIE_ADMIN', 'account-admin-02');
// Prints the letters that were written, the latest last.
const OUTBOX_COMMAND = setting('VIGIE_OUTBOX_COMMAND');
const NEW_PASSWORD = 'parapluie sardine harmonica';
const LINK = /\S+\/reset\?link=[\w-]+/g;

const letters = () => execSync(OUTBOX_COMMAND, { encoding: 'utf8' });
// The letter says it in two languages, so a link stands in it twice.
const links = () => [...new Set(letters().match(LINK) ?? [])];

async function show(page, login, password) {
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
}

async function showCode(page, login) {
  await page.locator('#code').fill(code(login));
  await page.locator('#code').press('Enter');
}

/** Signs in at the front, and follows its menu. */
async function resetsOf(login) {
  const page = await open({ bypassCSP: true });
  await page.goto(FRONT);
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await show(page, login, PASSWORD);
  await showCode(page, login);
  await page.getByRole('link', { name: 'Réinitialisations' }).click();
  await page.getByRole('heading', { level: 1, name: 'Réinitialisations' }).waitFor();
  return page;
}

async function agree(login) {
  const page = await resetsOf(login);
  await page.getByRole('button', { name: `Accepter ${ADVISOR}` }).click();
  await page.getByText('C’est fait, et inscrit au journal.').waitFor();
  return page;
}

/** What is listed about the advisor. */
const listed = (page) => page.locator('li', { hasText: ADVISOR });

test('the desk starts a reset, and nothing is shown to it', async () => {
  const page = await resetsOf(DESK);
  await assertAccessible(page, 'resets, of the desk');
  await page.locator('#login').fill(ADVISOR);
  await page.locator('#kind').selectOption('password');
  await page.getByRole('button', { name: 'Commencer' }).click();

  await page.getByText('C’est fait, et inscrit au journal.').waitFor();
  await page.getByText('attend des accords').first().waitFor();
  assert.equal(await page.getByRole('button', { name: `Accepter ${ADVISOR}` }).count(), 0);
  await shoot(page, 'reset-1-started');
  await page.context().close();
});

test('one agrees, and no link is written; another agrees, and one is', async () => {
  const before = links().length;
  const manager = await agree(MANAGER);
  assert.match(await listed(manager).first().innerText(), /1 accord sur 2/);
  await assertAccessible(manager, 'resets, of a manager');
  await shoot(manager, 'reset-2-agreed');
  await manager.context().close();
  assert.equal(links().length, before);

  const admin = await agree(ADMIN);
  await admin.getByText('lien envoyé à la personne').first().waitFor();
  await admin.context().close();
  for (let tries = 0; links().length === before && tries < 60; tries++) {
    await pause(500);
  }
  assert.equal(links().length, before + 1);
});

test('the link asks for the code that stays, and a new password closes what was open', async () => {
  const page = await open({ bypassCSP: true });
  await page.goto(links().at(-1));
  await page.getByRole('heading', { name: 'Choisir un nouveau mot de passe' }).waitFor();
  assert.ok(!page.url().includes('link='));
  await assertAccessible(page, 'reset');
  const choose = async (shown) => {
    await page.locator('#code').fill(shown);
    await page.locator('#password').fill(NEW_PASSWORD);
    await page.locator('#again').fill(NEW_PASSWORD);
    await page.locator('#again').press('Enter');
  };
  await choose('000000');
  await page.getByRole('alert').getByText('Saisie non reconnue').waitFor();
  await assertAccessible(page, 'reset, refused');
  await shoot(page, 'reset-3-code-refused');
  await choose(code(ADVISOR));

  await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
  await shoot(page, 'reset-4-done');
  await page.context().close();
});

/** A page of the front, on its way to the sign-in. */
async function atSignIn() {
  const page = await open();
  await page.goto(FRONT);
  await page.getByRole('link', { name: 'Se connecter' }).click();
  return page;
}

test('the new password with a code opens, the old one opens nothing, and the link is gone', async () => {
  // The code of this step was shown at the reset.
  await nextStep();
  const page = await atSignIn();
  await show(page, ADVISOR, NEW_PASSWORD);
  await showCode(page, ADVISOR);
  await page.getByRole('heading', { level: 1, name: 'Mon portefeuille' }).waitFor();

  const stranger = await atSignIn();
  await show(stranger, ADVISOR, PASSWORD);
  await stranger.getByText('Identifiant ou mot de passe non reconnu').waitFor();
  await stranger.goto(links().at(-1));
  await stranger.getByRole('heading', { name: 'Votre lien n’est plus valable' }).waitFor();
  await shoot(stranger, 'reset-5-gone');
  await stranger.context().close();
  await page.context().close();
});

test('nothing broke the content security policy, and no script failed', () => {
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
});
