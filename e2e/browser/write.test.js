// What an advisor writes into a file: a class with its faults at their fields, an appointment, and
// how it went. Everything is read again from the service afterwards.
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

const OFFICER = setting('VIGIE_OFFICER');
const PHONE = `06${String(Date.now()).slice(-8)}`;
const REASON = `Point de parcours ${Date.now()}`;

let page; // as people have it
let address; // of the record

const focusedField = () => page.evaluate(() => document.activeElement?.getAttribute('name'));

async function openRecord(on) {
  await on.goto(address);
  await on.getByRole('radio', { name: /Suivi/ }).check();
  await on.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await on.getByRole('heading', { name: 'Reçu de consultation' }).waitFor();
}

/** Views follow the store: asked until they have caught up. */
async function until(wanted, what) {
  for (let i = 0; i < 40; i++) {
    if (await wanted()) {
      return;
    }
    await pause(250);
  }
  await shoot(page, 'write-not-there');
  assert.fail(what);
}

test('an advisor opens a file of the own portfolio', async () => {
  page = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(FRONT);
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await signIn(page, ADVISOR);
  await page.locator('.persons tbody tr').first().waitFor();
  await page.locator('.persons tbody a').first().click();
  address = page.url();
  await openRecord(page);
  await shoot(page, 'write-1-record');
});

test('what is wrong is told at its field, and the keyboard is there', async () => {
  await page.getByRole('button', { name: 'Modifier : Coordonnées' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Téléphone (facultatif)').fill('12');
  await page.keyboard.press('Enter');

  await page.getByText(/^Ce champ doit être un numéro français/).waitFor();
  assert.equal(await focusedField(), 'phone');
  await shoot(page, 'write-2-fault');
});

test('a class is changed, and reads so when the file is opened again', async () => {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(PHONE);
  await page.keyboard.press('Enter');

  await page.getByText('Modification inscrite au dossier.').waitFor();
  await page.getByRole('link', { name: PHONE }).waitFor();
  await until(async () => {
    await openRecord(page);
    return (await page.getByRole('link', { name: PHONE }).count()) > 0;
  }, 'the new telephone is not in the file');
});

test('the work sought is changed', async () => {
  await page.getByRole('button', { name: 'Modifier : Parcours' }).click();
  await page.getByLabel('Code ROME').fill('boulanger');
  await page.getByRole('button', { name: 'Inscrire au dossier' }).first().click();
  await page.getByText(/^Ce champ doit être un code ROME/).waitFor();
  await page.getByLabel('Code ROME').fill('D1102');
  await page.getByLabel('Métier recherché').fill('Boulangerie - viennoiserie');
  await page.getByRole('button', { name: 'Inscrire au dossier' }).first().click();

  await page.getByText('Boulangerie - viennoiserie').waitFor();
});

test('an appointment is made, shown, and how it went is said once', async () => {
  await page.getByText('Fixer un rendez-vous').first().click();
  const form = page.getByRole('form', { name: 'Fixer un rendez-vous' });
  await form.getByLabel('Date et heure').fill('2027-01-12T09:30');
  await form.getByLabel('Modalité').selectOption({ label: 'sur place' });
  await form.getByLabel(/^Agence/).fill('FT-01');
  await form.getByLabel('Motif').fill(REASON);
  await shoot(page, 'write-3-appointment');
  await form.getByRole('button', { name: 'Fixer le rendez-vous' }).click();

  const line = page.locator('.history li', { hasText: REASON });
  await line.waitFor();
  await line.getByRole('button', { name: 'Noter : venu' }).click();
  await page.locator('.history li', { hasText: `${REASON} (venu)` }).waitFor();
  assert.equal(await line.getByRole('button').count(), 0);
  await shoot(page, 'write-4-said');
});

test('the forms have no serious accessibility fault, in light and dark, wide and narrow', async () => {
  const state = await page.context().storageState();
  const loose = await open({ bypassCSP: true, storageState: state });
  for (const colorScheme of ['light', 'dark']) {
    await loose.emulateMedia({ colorScheme });
    await openRecord(loose);
    await loose.getByRole('button', { name: 'Modifier : Coordonnées' }).click();
    await loose.getByLabel('Téléphone (facultatif)').fill('12');
    await loose.keyboard.press('Enter');
    await loose.getByText(/^Ce champ doit être un numéro français/).waitFor();
    await loose.getByText('Fixer un rendez-vous').first().click();
    await loose.getByRole('button', { name: 'Afficher l’historique' }).click();
    await loose.locator('.history li', { hasText: REASON }).waitFor();
    await assertAccessible(loose, `writing, ${colorScheme}`);
  }
  // 400 %: a window of 1280 points holds 320.
  await loose.setViewportSize({ width: 320, height: 640 });
  const wider = await loose.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await shoot(loose, 'write-5-narrow');
  assert.equal(wider, 0, 'no scrolling in two directions');
  await loose.context().close();
});

test('an officer’s rooms stand in one line', async () => {
  const office = await open({ viewport: { width: 1280, height: 900 } });
  await office.goto(FRONT);
  await office.getByRole('link', { name: 'Se connecter' }).click();
  await signIn(office, OFFICER);
  const rooms = office.getByRole('navigation').first().getByRole('link');
  await rooms.first().waitFor();
  const tops = await rooms.evaluateAll((links) =>
    links.map((link) => Math.round(link.getBoundingClientRect().top)),
  );
  await shoot(office, 'write-6-rooms');
  assert.equal(new Set(tops).size, 1, `${tops.length} rooms at ${tops}`);
  await office.context().close();
});

test('nothing broke the content security policy, and no script failed', () => {
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
});
