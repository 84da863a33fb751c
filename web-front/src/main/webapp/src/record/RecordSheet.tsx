import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { ExposureCount } from '../portfolio/ExposureCount';
import { useText, useWord, type TextId } from '../shell/language';
import { Page } from '../shell/Page';
import type { OpenedRecord, Purpose } from './record';
import { Reveal } from './Reveal';

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
} as const satisfies Record<string, Record<string, TextId>>;

const CLASSES = ['identity', 'contact', 'situation', 'path'] as const;

export function RecordSheet({
  opened,
  purpose,
}: {
  opened: OpenedRecord;
  purpose: Purpose | undefined;
}) {
  const text = useText();
  const word = useWord();
  const name = [opened.identity?.givenNames, opened.identity?.usualName]
    .flat()
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  return (
    <Page
      title={text('record.title')}
      heading={name || text('record.title')}
      aside={<ExposureCount exposure={opened.exposure} />}
    >
      <p className="back">
        <Link to="/portfolio">{text('record.back')}</Link>
      </p>
      <div className="sheet">
        {CLASSES.filter((known) => opened[known]).map((known) => (
          <section key={known} className="card" aria-labelledby={`class-${known}`}>
            <h2 id={`class-${known}`}>{word('fields', known)}</h2>
            <dl>
              {Object.entries(SHEET[known]).map(([field, label]) => {
                const value = opened[known]?.[field];
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
        ))}
        {purpose &&
          opened.revealable?.map((part) => (
            <Reveal key={part} reference={opened.ref} part={part} purpose={purpose} />
          ))}
      </div>
      <section className="receipt" aria-labelledby="receipt-title">
        <h2 id="receipt-title">{text('receipt.title')}</h2>
        <p>{text('receipt.text')}</p>
        <dl>
          <div>
            <dt>{text('receipt.number')}</dt>
            <dd>
              <code>{opened.receipt}</code>
            </dd>
          </div>
          {purpose && (
            <div>
              <dt>{text('receipt.purpose')}</dt>
              <dd>{text(`purpose.${purpose}`)}</dd>
            </div>
          )}
          <div>
            <dt>{text('receipt.basis')}</dt>
            <dd>{word('basis', opened.basis)}</dd>
          </div>
          <div>
            <dt>{text('receipt.fields')}</dt>
            <dd>{opened.fieldClasses.map((each) => word('fields', each)).join(', ')}</dd>
          </div>
        </dl>
      </section>
    </Page>
  );
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
