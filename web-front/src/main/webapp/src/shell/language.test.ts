import { expect, test } from 'vitest';
import en from './locale/en.json';
import fr from './locale/fr.json';

test('both languages say the same things', () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr));
});

test('both languages take the same values', () => {
  const values = (text: string) =>
    [...new Set(text.match(/(?<!(?:one|other) )\{\w+(?=[,}])/g))].sort();
  for (const id of Object.keys(fr) as (keyof typeof fr)[]) {
    expect(values(en[id]), id).toEqual(values(fr[id]));
  }
});

test('names are in order', () => {
  expect(Object.keys(fr)).toEqual(Object.keys(fr).sort());
});
