import { useId } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord, type TextId } from '../shell/language';
import type { Classes } from './record';

/** The fields of each class, in reading order. Fields that did not come are not mentioned. */
const SHEET = {
  identity: {
    usualName: 'field.usual-name',
    birthName: 'field.birth-name',
    givenNames: 'field.given-names',
    sex: 'field.sex',
    birthDate: 'field.birth-date',
    birthPlace: 'field.birth-place',
  },
  contact: {
    phone: 'field.phone',
    email: 'field.email',
    address: 'field.address',
    postcode: 'field.postcode',
    commune: 'field.commune',
  },
  situation: {
    category: 'field.category',
    registeredOn: 'field.registered-on',
    benefit: 'field.benefit',
  },
  path: {
    track: 'field.track',
    referent: 'field.referent',
    romeLabel: 'field.rome-label',
    romeCode: 'field.rome-code',
  },
  contract: {
    signedOn: 'field.signed-on',
    hoursPerWeek: 'field.hours-per-week',
    exemption: 'field.exemption',
    goal: 'field.goal',
  },
} as const satisfies Record<string, Record<string, TextId>>;

const CLASSES = ['identity', 'contact', 'situation', 'path', 'contract'] as const;

/** A card for each class that was given. */
export function ClassCards({ shown, level }: { shown: Classes; level: 2 | 3 }) {
  const text = useText();
  const word = useWord();
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return CLASSES.filter((known) => shown[known]).map((known) => (
    <section key={known} className="card" aria-labelledby={`${id}-${known}`}>
      <Heading id={`${id}-${known}`}>{word('fields', known)}</Heading>
      <dl>
        {Object.entries(SHEET[known]).map(([field, label]) => {
          const value = shown[known]?.[field];
          return value === undefined || value === null || value === '' ? null : (
            <div key={field}>
              <dt>{text(label)}</dt>
              <dd>
                <Value field={field} value={value} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  ));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function Value({ field, value }: { field: string; value: string | string[] | number }) {
  const intl = useIntl();
  if (typeof value !== 'string') {
    return Array.isArray(value) ? value.join(', ') : value;
  }
  if (DAY.test(value)) {
    return intl.formatDate(value, { dateStyle: 'long', timeZone: 'UTC' });
  }
  if (field === 'phone') {
    return <a href={`tel:${value.replace(/\s/g, '')}`}>{value}</a>;
  }
  if (field === 'email') {
    return <a href={`mailto:${value}`}>{value}</a>;
  }
  return value;
}
