// What every story in a real browser stands on: Chromium, its pages as people have them, what breaks
// in them, and how far axe is content. Everything it needs to know comes from the environment.
import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

export const setting = (name, otherwise) => {
  const value = process.env[name] ?? otherwise;
  assert.ok(value, `set ${name}`);
  return value;
};

export const FRONT = setting('VIGIE_FRONT_URL', 'http://localhost:8080');
export const ADVISOR = setting('VIGIE_ADVISOR');
export const PASSWORD = setting('VIGIE_PASSWORD');
// Prints a one-time code; the login is put after it.
const OTP_COMMAND = setting('VIGIE_OTP_COMMAND');
const SCREENSHOTS = setting('VIGIE_SCREENSHOTS', '../target/screenshots');
const CHROMIUM = setting(
  'VIGIE_CHROMIUM',
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STEP = 30_000;
const PATIENCE = 30_000;

let browser;
/** What broke the content security policy. */
export const violations = [];
/** What scripts failed at. */
export const errors = [];

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
});

after(async () => {
  await browser?.close();
});

/** A page in a context of its own. */
export async function open(options = {}) {
  const context = await browser.newContext({
    locale: 'fr-FR',
    timezoneId: 'Indian/Reunion', // times are those of Paris wherever somebody sits
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  await context.exposeBinding('vigieViolation', (_, told) => violations.push(told));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.vigieViolation(`${event.violatedDirective} ${event.blockedURI} at ${document.URL}`);
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(`${error.message} at ${page.url()}`));
  return page;
}

export async function shoot(page, name) {
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** What axe finds wrong in the page, in so far as it is serious. */
export async function assertAccessible(page, name) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const told = found.violations.map(
    (each) =>
      `${each.impact} ${each.id}: ${each.help} (${each.nodes.map((node) => node.target).join('; ')})`,
  );
  for (const line of told) {
    console.log(`${name}: ${line}`);
  }
  assert.deepEqual(
    told.filter((line) => /^(serious|critical) /.test(line)),
    [],
    name,
  );
}

/** A time as it is typed. */
export const inParis = (millis) =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(millis)
    .replace(' ', 'T');

/** The code of this step of the clock. */
export const code = (login) =>
  execSync(`${OTP_COMMAND} ${login}`, { encoding: 'utf8' }).trim().slice(0, 6);

/** A step of the clock that no code was used in yet. */
export const nextStep = () => pause(STEP - (Date.now() % STEP) + 500);

/** Both factors, typed; nothing is clicked. */
export async function signIn(page, login, check = async () => {}) {
  await page.locator('#login').waitFor();
  await check('sign-in-password');
  await page.locator('#login').focus();
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#code').waitFor();
  await check('sign-in-code');
  await enter(page, login);
  // A code works once: whoever signed in a moment ago waits for the next.
  if (await askedAgain(page)) {
    await nextStep();
    await enter(page, login);
  }
}

async function enter(page, login) {
  await page.locator('#code').fill('');
  await page.locator('#code').focus();
  await page.keyboard.type(code(login));
  await page.keyboard.press('Enter');
}

async function askedAgain(page) {
  const alert = page.locator('[role=alert]');
  const inside = page.getByRole('link', { name: 'Se déconnecter' });
  await alert.or(inside).first().waitFor();
  return (await alert.count()) > 0;
}
