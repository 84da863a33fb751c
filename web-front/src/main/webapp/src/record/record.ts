import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Exposure } from '../portfolio/portfolio';
import { because, get, post } from '../shell/api';
import type { Values } from '../shell/FieldForm';

/** Why a record is opened: a fixed list, known to records-service. */
export const PURPOSES = ['interview', 'follow-up', 'reception', 'benefit-query'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Why the record before the advisor was opened: what is done in it is done for that. */
export const OpenedFor = createContext<Purpose>('follow-up');

/** What is shown apart, on fresh factors and a reason. */
export type Revealable = 'nir' | 'disability';
export const REVEAL_REASONS = ['identity-check', 'benefit-claim', 'workplace-adaptation'] as const;

export type Fields = Values;

/** Field classes, each there or not. */
export interface Classes {
  identity?: Fields;
  contact?: Fields;
  situation?: Fields;
  path?: Fields;
  contract?: Fields;
}

/** What an advisor was given: the field classes named, and no other. */
export interface OpenedRecord extends Classes {
  ref: string;
  receipt: string;
  basis: string;
  exposure: Exposure;
  fieldClasses: string[];
  /** Classes that may be written, and that the past tells of. */
  writable?: string[];
  told?: string[];
  revealable?: Revealable[];
}

/** Opening is a deed, not a look-up: it is done once, when asked, and what it gave is not kept. */
export function useOpening(reference: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (purpose: Purpose) =>
      get<OpenedRecord>(`/records/${encodeURIComponent(reference)}`, because(purpose)),
    gcTime: 0,
    onSuccess: (opened) => cache.setQueryData(['exposure'], opened.exposure),
  });
}

/** What a reveal gives; not kept either. */
export interface Revealed {
  nir?: string;
  disability?: { recognised: boolean; until: string | null };
}

export function useReveal(reference: string, part: Revealable) {
  const purpose = useContext(OpenedFor);
  return useMutation({
    mutationFn: (reason: string) =>
      get<Revealed>(`/records/${encodeURIComponent(reference)}/${part}`, {
        ...because(purpose),
        'Vigie-Reason': reason,
      }),
    gcTime: 0,
  });
}

/** A file with its past: as it is, or as it was at the end of a day. */
export interface History extends Classes {
  receipt: string;
  appointments: { entry: string; appointment: Appointment; outcome: string | null }[];
  notes: { kind: string; on: string; text: string }[];
  changes: { at: string; what: string; fieldClasses: string[] }[];
}

interface Appointment {
  at: string;
  agency: string;
  reason: string;
  mode: string;
}

/** Reading the past is a deed of its own, with a receipt of its own. */
export function useHistory(reference: string) {
  const purpose = useContext(OpenedFor);
  return useMutation({
    mutationFn: (on: string) =>
      get<History>(
        `/records/${encodeURIComponent(reference)}/history${on === '' ? '' : `?on=${on}`}`,
        because(purpose),
      ),
    gcTime: 0,
  });
}

export const NOTE_KINDS = ['note', 'action'] as const;

export interface Note {
  kind: string;
  on: string;
  text: string;
}

/** The same note sent twice is one: the key says that it is the same. */
export function useNote(reference: string, onWritten: () => void) {
  const purpose = useContext(OpenedFor);
  return useMutation({
    mutationFn: ({ note, key }: { note: Note; key: string }) =>
      post<{ receipt: string | null }>(`/records/${encodeURIComponent(reference)}/notes`, note, {
        ...because(purpose),
        'Idempotency-Key': key,
      }),
    gcTime: 0,
    onSuccess: onWritten,
  });
}
