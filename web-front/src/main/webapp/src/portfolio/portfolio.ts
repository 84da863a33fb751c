import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { because, get, post } from '../shell/api';
import type { Field, Values } from '../shell/FieldForm';

export interface Entry {
  ref: string;
  givenName: string;
  usualName: string;
  category: string;
  birthYear: number;
}

interface Listed {
  entries: Entry[];
  next: string | null;
  receipt: string;
}

export interface Found {
  entries: Entry[];
  receipt: string;
}

export interface Exposure {
  disclosed: number;
  budget: number;
}

export function usePortfolio() {
  return useInfiniteQuery({
    queryKey: ['portfolio'],
    queryFn: ({ pageParam }) =>
      get<Listed>(
        pageParam === null ? '/portfolio' : `/portfolio?cursor=${encodeURIComponent(pageParam)}`,
        because('follow-up'),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/**
 * Eleven digits are a France Travail number, all else is a name. Both are personal data: they go in
 * the body, never in an address.
 */
export function useSearch() {
  return useMutation({
    mutationFn: (typed: string) => {
      const asked = question(typed);
      // A number is on the letter of whoever stands at the desk; a name is one of the own.
      return post<Found>('/search', asked, because('number' in asked ? 'reception' : 'follow-up'));
    },
  });
}

/** A number others know a person by too: looked for with the day of birth, and a reason. */
export const NIR = [
  { name: 'nir', label: 'field.nir', most: 15 },
  { name: 'birthDate', label: 'field.birth-date', kind: 'date' },
  {
    name: 'reason',
    label: 'reveal.reason',
    choices: ['identity-check', 'benefit-claim'],
    family: 'reveal-reason',
  },
] as const satisfies readonly Field[];

export function useNirSearch() {
  return useMutation({
    mutationFn: ({ nir, birthDate, reason }: Values) =>
      post<Found>(
        '/search',
        { nir: String(nir).replace(/\s/g, ''), birthDate },
        { ...because('reception'), 'Vigie-Reason': String(reason) },
      ),
    gcTime: 0,
  });
}

function question(typed: string): { number: string } | { name: string } {
  const digits = typed.replace(/\s/g, '');
  return /^\d{11}$/.test(digits) ? { number: digits } : { name: typed };
}

export function useExposure() {
  return useQuery({
    queryKey: ['exposure'],
    queryFn: () => get<Exposure>('/exposure', because('follow-up')),
    // It shows what was recorded; to ask is no deed.
    refetchOnMount: 'always',
  });
}
