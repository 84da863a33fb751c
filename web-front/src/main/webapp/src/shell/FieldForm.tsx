import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Refused, type FieldFault } from './api';
import { useLanguage, useText, useWord, type Family, type TextId } from './language';
import { Refusal } from './Refusal';
import './fields.css';

/** One field, by the name that the service knows it by. */
export interface Field {
  name: string;
  label: TextId;
  kind?: 'text' | 'date' | 'datetime-local' | 'number' | 'tel' | 'email';
  /** Words it is chosen from, and what names them. */
  choices?: readonly string[];
  family?: Family;
  /** Several of the choices, or none. */
  many?: true;
  optional?: true;
  most?: number;
}

export type Value = string | string[] | number | null;
export type Values = Record<string, Value>;

/**
 * A form whose faults are told at their fields, in the words of the service that found them. The
 * first of them takes the focus; a refusal of another kind is told below.
 */
export function FieldForm({
  name,
  fields,
  values = {},
  send,
  busy,
  failure,
  onSend,
  children,
}: {
  name: string;
  fields: readonly Field[];
  values?: Values;
  send: string;
  busy: boolean;
  failure: unknown;
  onSend: (values: Values) => void;
  children?: ReactNode;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsAt(fields, failure);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);
  return (
    <form
      ref={form}
      className="fields"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(read(fields, new FormData(event.currentTarget)));
      }}
    >
      {fields.map((field) => (
        <Asked
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={values[field.name] ?? null}
          fault={faults.get(field.name)}
        />
      ))}
      {failure !== null && failure !== undefined && faults.size === 0 && (
        <Refusal failure={failure} />
      )}
      <p className="fields-end">
        <button type="submit" className="button" disabled={busy}>
          {send}
        </button>
        {children}
      </p>
    </form>
  );
}

function faultsAt(fields: readonly Field[], failure: unknown): Map<string, FieldFault> {
  const told = failure instanceof Refused ? failure.problem.fields : [];
  const ours = told.filter((fault) => fields.some((field) => field.name === fault.field));
  // The first word on a field is the one that helps.
  return new Map(ours.toReversed().map((fault) => [fault.field, fault]));
}

function read(fields: readonly Field[], said: FormData): Values {
  const values: Values = {};
  for (const field of fields) {
    if (field.many) {
      values[field.name] = said.getAll(field.name).filter((each) => typeof each === 'string');
      continue;
    }
    const typed = said.get(field.name);
    const value = typeof typed === 'string' ? typed.trim() : '';
    if (value === '' && field.optional) {
      values[field.name] = null;
    } else {
      values[field.name] = field.kind === 'number' ? Number(value) : value;
    }
  }
  return values;
}

interface Asking {
  id: string;
  field: Field;
  value: Value;
  fault: FieldFault | undefined;
}

function Asked({ id, field, value, fault }: Asking) {
  const text = useText();
  const { tongue } = useLanguage();
  const label = field.optional
    ? text('field.optional', { label: text(field.label) })
    : text(field.label);
  const told = fault && (
    <p id={`${id}-fault`} className="field-fault">
      {text('field.fault', { message: tongue === 'fr' ? fault.french : fault.message })}
    </p>
  );
  const about = {
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': fault ? `${id}-fault` : undefined,
  };
  if (field.many) {
    return (
      <fieldset className="field">
        <legend>{text(field.label)}</legend>
        {field.choices?.map((choice) => (
          <label key={choice} className="field-choice">
            <input
              type="checkbox"
              name={field.name}
              value={choice}
              defaultChecked={Array.isArray(value) && value.includes(choice)}
              {...about}
            />
            <Choice field={field} word={choice} />
          </label>
        ))}
        {told}
      </fieldset>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {field.choices ? (
        <select
          id={id}
          name={field.name}
          required={!field.optional}
          defaultValue={typeof value === 'string' ? value : ''}
          {...about}
        >
          <option value="" disabled={!field.optional}>
            {text(field.optional ? 'field.none' : 'freezes.choose')}
          </option>
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              <Choice field={field} word={choice} />
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={field.name}
          type={field.kind ?? 'text'}
          required={!field.optional}
          maxLength={field.most}
          defaultValue={Array.isArray(value) || value === null ? '' : value}
          autoComplete="off"
          {...about}
        />
      )}
      {told}
    </div>
  );
}

function Choice({ field, word }: { field: Field; word: string }) {
  const named = useWord();
  return field.family ? named(field.family, word) : word;
}
