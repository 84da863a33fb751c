// Those who watch, in a real browser: an auditor asks about an advisor and a person, and takes the
// answers along; officers lead the file of a breach, up to the list of those who must be told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  FRONT,
  assertAccessible,
  errors,
  inParis,
  open,
  setting,
  shoot,
  signIn,
  violations,
} from './stage.js';

// The account whose reads are looked into, and how often it read in all.
const ACCOUNT = setting('VIGIE_ACCOUNT');
const READS = Number(setting('VIGIE_READS'));
const PERSONS = Number(setting('VIGIE_PERSONS'));
const HOUR = 3_600_000;

let auditor;
let person; // one it read, by the log's own reference: an advisor's is of use to nobody else
let privacy;
let file; // the address of the breach file

async function enter(login) {
  const page = await open();
  await page.goto(FRONT);
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await signIn(page, login);
  return page;
}

/** What axe says of a page as it stands, in a browser that lets it in. */
async function checked(page, name) {
  const state = await page.context().storageState();
  const loose = await open({ bypassCSP: true, storageState: state });
  for (const colorScheme of ['light', 'dark']) {
    await loose.emulateMedia({ colorScheme });
    await loose.goto(page.url());
    await loose.locator('h1').waitFor();
    await loose.getByText('Chargement').waitFor({ state: 'hidden' });
    await assertAccessible(loose, `${name}, ${colorScheme}`);
  }
  await loose.setViewportSize({ width: 320, height: 640 });
  const wider = await loose.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wider, 0, `${name}: no scrolling in two directions`);
  await shoot(loose, `${name}-320`);
  await loose.context().close();
}

async function taken(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  assert.equal(await download.failure(), null);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const follow = (page, name) => () => page.getByRole('link', { name }).click();
const lines = ({ bytes }) => bytes.toString('utf8').trimEnd().split('\n');

/** The log follows the deed: it is asked until all is there. */
async function until(page, locator, count) {
  for (let i = 0; i < 60; i++) {
    await page.locator('main [role=status]').first().waitFor();
    if ((await locator.count()) >= count) {
      return;
    }
    await pause(500);
    await page.reload();
  }
  await shoot(page, 'watch-not-logged');
  assert.fail(`${page.url()} does not show ${count}`);
}

test('an auditor asks what an advisor read, page after page', async () => {
  auditor = await enter(setting('VIGIE_AUDITOR'));
  await auditor.goto(`${FRONT}/events?advisor=${ACCOUNT}&operation=read`);
  const rows = auditor.locator('.events tbody tr');
  await until(auditor, rows, 50);

  await auditor.getByRole('button', { name: 'Afficher la suite' }).click();
  await auditor.getByText(`${READS} événements affichés`).waitFor();

  assert.equal(await rows.count(), READS);
  person = await auditor.evaluate(async (account) => {
    const answer = await fetch(`/api/events?advisor=${account}&operation=read&limit=1`);
    return (await answer.json()).events[0].persons[0];
  }, ACCOUNT);
  await shoot(auditor, 'watch-1-advisor');
});

test('why one of them was allowed is told as it was then', async () => {
  await auditor.goto(`${FRONT}/events?advisor=${ACCOUNT}&person=${person}&operation=read`);
  await auditor.locator('.events tbody tr').first().waitFor();
  await auditor.locator('.events button[aria-expanded]').first().click();
  await auditor.getByRole('button', { name: 'Pourquoi ?' }).click();

  const answer = auditor.locator('.event-details [aria-live] dl');
  await answer.getByText('Portefeuille').waitFor();
  const said = await answer.innerText();
  for (const part of ['Relation', 'Preuves à la connexion', 'Preuves montrées le']) {
    assert.match(said, new RegExp(part));
  }
  await shoot(auditor, 'watch-2-why');
  await checked(auditor, 'watch-events');
});

test('everything that matches comes as CSV, NDJSON and Parquet', async () => {
  await auditor.goto(`${FRONT}/events?advisor=${ACCOUNT}&operation=read`);
  await auditor.getByRole('link', { name: 'CSV', exact: true }).waitFor();
  await shoot(auditor, 'watch-3-files');

  const csv = await taken(auditor, follow(auditor, 'CSV'));
  assert.equal(csv.name, 'events.csv');
  assert.equal(lines(csv).length, READS + 1);
  assert.match(lines(csv)[0], /index/);

  const ndjson = await taken(auditor, follow(auditor, 'NDJSON'));
  const events = lines(ndjson).map((line) => JSON.parse(line));
  assert.equal(events.length, READS);
  assert.ok(events.every((event) => event.actor === ACCOUNT && event.operation === 'read'));

  const parquet = await taken(auditor, follow(auditor, 'Parquet'));
  assert.equal(parquet.bytes.subarray(0, 4).toString(), 'PAR1');
  assert.equal(parquet.bytes.subarray(-4).toString(), 'PAR1');
});

test('who accessed a person is told without an agent, and as a letter', async () => {
  await auditor.goto(`${FRONT}/accesses`);
  await auditor.getByLabel('Personne (référence)').fill(person);
  await auditor.getByRole('button', { name: 'Chercher les accès' }).click();
  await auditor.locator('table.watch tbody tr').first().waitFor();

  assert.ok(!(await auditor.locator('main').innerText()).includes(ACCOUNT));
  await shoot(auditor, 'watch-4-accesses');
  const letter = await taken(auditor, follow(auditor, 'Télécharger la lettre (PDF)'));
  assert.equal(letter.bytes.subarray(0, 5).toString(), '%PDF-');
  await checked(auditor, 'watch-accesses');
});

test('the privacy officer opens a file, and reads the 72 hours and what came out', async () => {
  privacy = await enter(setting('VIGIE_PRIVACY'));
  await privacy.goto(`${FRONT}/breaches`);
  await privacy.getByLabel(/^Comptes/).fill(ACCOUNT);
  await privacy.getByLabel('Depuis').fill(inParis(Date.now() - HOUR));
  await privacy.getByRole('button', { name: 'Ouvrir un dossier de violation' }).click();
  await privacy.locator('.watch-list a').first().click();

  await privacy.getByText('Il reste 71 heures pour notifier l’autorité').waitFor();
  const facts = await privacy.locator('.watch-facts').innerText();
  assert.match(facts, new RegExp(`Personnes\\s+${PERSONS}\\b`));
  file = privacy.url();
  await shoot(privacy, 'watch-5-breach');
  await checked(privacy, 'watch-breach');
});

test('the form of Article 33 and the file with its proofs are taken along', async () => {
  const form = await taken(privacy, follow(privacy, /article 33/));
  assert.equal(form.name, 'article-33.pdf');
  assert.equal(form.bytes.subarray(0, 5).toString(), '%PDF-');

  const whole = await taken(privacy, follow(privacy, /avec preuves/));
  const end = JSON.parse(lines(whole).at(-1));
  assert.equal(end.agrees, true);
  assert.equal(end.proven, true);
});

test('the list of persons takes two others, and is handed out once', async () => {
  await privacy.getByRole('button', { name: 'Demander la liste des personnes' }).click();
  await privacy.getByRole('button', { name: /Donner mon accord/ }).click();
  await privacy.getByRole('heading', { name: 'Votre propre demande' }).waitFor();
  await shoot(privacy, 'watch-6-own-request');
  for (const [login, told] of [
    [setting('VIGIE_SECURITY'), /^Un accord sur deux/],
    [setting('VIGIE_SECOND_SECURITY'), /^2 accords/],
  ]) {
    const officer = await enter(login);
    await officer.goto(file);
    await officer.getByRole('button', { name: /Donner mon accord/ }).click();
    await officer.getByText(told).waitFor();
    assert.equal(await officer.getByRole('button', { name: /Recevoir la liste/ }).count(), 0);
    await shoot(officer, `watch-7-agreed-by-${login}`);
    await officer.context().close();
  }
  await privacy.reload();

  const list = await taken(privacy, () =>
    privacy.getByRole('button', { name: /Recevoir la liste/ }).click(),
  );

  const persons = lines(list).map((line) => JSON.parse(line).person);
  assert.equal(persons.filter(Boolean).length, PERSONS);
  assert.ok(persons.includes(person));
  await privacy.getByText('La liste est remise.').waitFor();
  await shoot(privacy, 'watch-8-handed-out');
  await privacy.getByText(/^Aucun accord/).waitFor();
  assert.equal(await privacy.getByRole('button', { name: /Recevoir la liste/ }).count(), 0);
});

test('an auditor reads the file, takes no step, and sees who did', async () => {
  await auditor.goto(file);
  await auditor.locator('.watch-facts').waitFor();
  assert.equal(await auditor.getByRole('button', { name: /liste/ }).count(), 0);

  const breach = new URL(file).pathname.split('/').at(-1);
  await auditor.goto(`${FRONT}/events?person=${breach}`);
  await until(auditor, auditor.locator('.events tbody tr'), 6);
  await shoot(auditor, 'watch-9-who-did');
});

test('nothing broke the content security policy, and no script failed', () => {
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
});
