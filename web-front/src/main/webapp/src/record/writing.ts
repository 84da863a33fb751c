import { useMutation } from '@tanstack/react-query';
import { useContext } from 'react';
import { because, post } from '../shell/api';
import type { Field, Values } from '../shell/FieldForm';
import { OpenedFor, type Classes } from './record';

/** What may be written of each class, in reading order; records-service says what each must be. */
export const PARTS = {
  identity: [
    { name: 'usualName', label: 'field.usual-name', most: 80 },
    { name: 'birthName', label: 'field.birth-name', most: 80 },
    { name: 'givenNames', label: 'field.given-names', most: 80 },
    { name: 'sex', label: 'field.sex', choices: ['F', 'M'], family: 'sex' },
    { name: 'birthDate', label: 'field.birth-date', kind: 'date' },
    { name: 'birthPlace', label: 'field.birth-place', most: 120 },
  ],
  contact: [
    { name: 'phone', label: 'field.phone', kind: 'tel', optional: true },
    { name: 'email', label: 'field.email', kind: 'text', optional: true },
    { name: 'address', label: 'field.address', most: 120 },
    { name: 'postcode', label: 'field.postcode' },
    { name: 'commune', label: 'field.commune', most: 120 },
    { name: 'communeCode', label: 'field.commune-code', optional: true },
  ],
  situation: [
    {
      name: 'category',
      label: 'field.category',
      choices: ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
    },
    { name: 'registeredOn', label: 'field.registered-on', kind: 'date' },
    { name: 'benefit', label: 'field.benefit', most: 120, optional: true },
  ],
  path: [
    { name: 'track', label: 'field.track', most: 120 },
    { name: 'referent', label: 'field.referent' },
    { name: 'romeLabel', label: 'field.rome-label', most: 120 },
    { name: 'romeCode', label: 'field.rome-code' },
    { name: 'appellation', label: 'field.appellation', optional: true },
    {
      name: 'modality',
      label: 'field.modality',
      choices: ['renforcé', 'guidé', 'suivi'],
      family: 'modality',
      optional: true,
    },
    {
      name: 'criteria',
      label: 'field.criteria',
      choices: ['minimum-income', 'health', 'housing', 'mobility', 'family', 'money', 'digital'],
      family: 'criterion',
      many: true,
    },
  ],
  contract: [
    { name: 'signedOn', label: 'field.signed-on', kind: 'date' },
    { name: 'hoursPerWeek', label: 'field.hours-per-week', kind: 'number' },
    { name: 'exemption', label: 'field.exemption', most: 120, optional: true },
    { name: 'goal', label: 'field.goal', most: 120, optional: true },
  ],
} as const satisfies Record<keyof Classes, readonly Field[]>;

export const APPOINTMENT = [
  { name: 'at', label: 'appointment.at', kind: 'datetime-local' },
  {
    name: 'mode',
    label: 'appointment.mode',
    choices: ['PHYSIQUE', 'TELEPHONE', 'VISIO'],
    family: 'mode',
  },
  { name: 'agency', label: 'appointment.agency' },
  { name: 'reason', label: 'appointment.reason', most: 120 },
] as const satisfies readonly Field[];

export const OUTCOMES = ['kept', 'missed', 'cancelled'] as const;

interface Written {
  receipt: string | null;
}

const at = (reference: string, what: string) => `/records/${encodeURIComponent(reference)}/${what}`;

/** Says something else in one class from now on. */
export function usePart(reference: string, part: keyof Classes) {
  const purpose = useContext(OpenedFor);
  return useMutation({
    mutationFn: (values: Values) =>
      post<Written>(at(reference, `file/${part}`), values, because(purpose)),
    gcTime: 0,
  });
}

/** The same appointment sent twice is one: the key says that it is the same. */
export function useAppointment(reference: string, onMade: () => void) {
  const purpose = useContext(OpenedFor);
  return useMutation({
    mutationFn: ({ values, key }: { values: Values; key: string }) =>
      post<Written>(at(reference, 'appointments'), values, {
        ...because(purpose),
        'Idempotency-Key': key,
      }),
    gcTime: 0,
    onSuccess: onMade,
  });
}

/** How an appointment went; it is said once. */
export function useOutcome(reference: string, onSaid: () => void) {
  const purpose = useContext(OpenedFor);
  return useMutation({
    mutationFn: ({ entry, outcome }: { entry: string; outcome: string }) =>
      post<Written>(
        at(reference, `appointments/${encodeURIComponent(entry)}`),
        { outcome },
        because(purpose),
      ),
    gcTime: 0,
    onSuccess: onSaid,
  });
}
