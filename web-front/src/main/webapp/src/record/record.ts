import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Exposure } from '../portfolio/portfolio';
import { get } from '../shell/api';

/** Why a record is opened: a fixed list, known to records-service. */
export const PURPOSES = ['interview', 'follow-up', 'reception', 'benefit-query'] as const;
export type Purpose = (typeof PURPOSES)[number];

type Fields = Record<string, string | string[] | number | null>;

/** What an advisor was given: the field classes named, and no other. */
export interface OpenedRecord {
  ref: string;
  receipt: string;
  basis: string;
  exposure: Exposure;
  fieldClasses: string[];
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
