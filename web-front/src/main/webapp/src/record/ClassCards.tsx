import { useEffect, useId, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord, type Family, type TextId } from '../shell/language';
import { PartForm } from './PartForm';
import type { Classes, Fields } from './record';

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
    communeCode: 'field.commune-code',
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
    appellation: 'field.appellation',
    modality: 'field.modality',
    criteria: 'field.criteria',
  },
  contract: {
    signedOn: 'field.signed-on',
    hoursPerWeek: 'field.hours-per-week',
    exemption: 'field.exemption',
    goal: 'field.goal',
  },
} as const satisfies Record<string, Record<string, TextId>>;

const CLASSES = ['identity', 'contact', 'situation', 'path', 'contract'] as const;

interface Writing {
  reference: string;
  /** Classes that may be written. */
  writable: readonly string[];
  onWritten: (part: keyof Classes, values: Fields) => void;
}

/** A card for each class that was given. */
export function ClassCards({
  shown,
  level,
  writing,
}: {
  shown: Classes;
  level: 2 | 3;
  writing?: Writing;
}) {
  return CLASSES.map((part) => {
    const values = shown[part];
    return (
      values && (
        <ClassCard
          key={part}
          part={part}
          values={values}
          level={level}
          {...(writing?.writable.includes(part) && { writing })}
        />
      )
    );
  });
}

function ClassCard({
  part,
  values,
  level,
  writing,
}: {
  part: keyof Classes;
  values: Fields;
  level: 2 | 3;
  writing?: Writing;
}) {
  const text = useText();
  const word = useWord();
  const id = useId();
  const [state, setState] = useState<'read' | 'write' | 'left' | 'written'>('read');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (state === 'left' || state === 'written') {
      button.current?.focus();
    }
  }, [state]);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="card" aria-labelledby={id}>
      <Heading id={id}>{word('fields', part)}</Heading>
      {writing && state === 'write' ? (
        <PartForm
          reference={writing.reference}
          part={part}
          values={values}
          onWritten={(said) => {
            setState('written');
            writing.onWritten(part, said);
          }}
          onLeft={() => {
            setState('left');
          }}
        />
      ) : (
        <>
          <dl>
            {Object.entries(SHEET[part]).map(([field, label]) => (
              <Line key={field} field={field} label={label} value={values[field]} />
            ))}
          </dl>
          {writing && (
            <p className="fields-end">
              <button
                ref={button}
                type="button"
                className="button quiet-button"
                aria-label={text('write.title', { part: word('fields', part) })}
                onClick={() => {
                  setState('write');
                }}
              >
                {text('write.begin')}
              </button>
            </p>
          )}
          {state === 'written' && <p role="status">{text('write.written')}</p>}
        </>
      )}
    </section>
  );
}

function Line({
  field,
  label,
  value,
}: {
  field: string;
  label: TextId;
  value: Fields[string] | undefined;
}) {
  const text = useText();
  if (value === undefined || value === null || value === '' || isEmpty(value)) {
    return null;
  }
  return (
    <div>
      <dt>{text(label)}</dt>
      <dd>
        <Said field={field} value={value} />
      </dd>
    </div>
  );
}

const isEmpty = (value: Fields[string]) => Array.isArray(value) && value.length === 0;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const FAMILIES: Record<string, Family> = {
  sex: 'sex',
  modality: 'modality',
  criteria: 'criterion',
};

function Said({ field, value }: { field: string; value: string | string[] | number }) {
  const intl = useIntl();
  const word = useWord();
  const family = FAMILIES[field];
  const named = (each: string) => (family ? word(family, each) : each);
  if (typeof value !== 'string') {
    return Array.isArray(value) ? value.map(named).join(', ') : value;
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
  return named(value);
}
