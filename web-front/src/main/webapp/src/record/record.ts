import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Exposure } from '../portfolio/portfolio';
import { get } from '../shell/api';

/** Why a record is opened: a fixed list, known to records-service. */
export const PURPOSES = ['interview', 'follow-up', 'reception', 'benefit-query'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What is shown apart, on fresh factors and a reason. */
export type Revealable = 'nir' | 'disability';
export const REVEAL_REASONS = ['identity-check', 'benefit-claim', 'workplace-adaptation'] as const;

type Fields = Record<string, string | string[] | number | null>;

/** What an advisor was given: the field classes named, and no other. */
export interface OpenedRecord {
  ref: string;
  receipt: string;
  basis: string;
  exposure: Exposure;
  fieldClasses: string[];
  revealable?: Revealable[];
  identity?: Fields;
  contact?: Fields;
  situation?: Fields;
  path?: Fields;
}

/** Opening is a deed, not a look-up: it is done once, when asked, and what it gave is not kept. */
export function useOpening(reference: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (purpose: Purpose) =>
      get<OpenedRecord>(`/records/${encodeURIComponent(reference)}`, { 'Vigie-Purpose': purpose }),
    gcTime: 0,
    onSuccess: (opened) => cache.setQueryData(['exposure'], opened.exposure),
  });
}

/** What a reveal gives; not kept either. */
export interface Revealed {
  nir?: string;
  disability?: { recognised: boolean; until: string | null };
}

export function useReveal(reference: string, part: Revealable, purpose: Purpose) {
  return useMutation({
    mutationFn: (reason: string) =>
      get<Revealed>(`/records/${encodeURIComponent(reference)}/${part}`, {
        'Vigie-Purpose': purpose,
        'Vigie-Reason': reason,
      }),
    gcTime: 0,
  });
}
